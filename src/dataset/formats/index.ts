export { bratPartner } from './brat';
export type { Finding, FindingKind, FindingSeverity } from './finding';
export { type FindingGroup, groupFindings } from './findingKinds';
export type { Exported, ExportedFile, ExportOptions, ExportUnit, Format, Imported, ImportOptions } from './format';
export { detectFormat, exportFormats, formats, importFormats } from './formats';
export { parseLabels } from './labels';
export { type OffsetUnit, offsetUnits } from './offsets';
export type { SourceFile } from './source';
