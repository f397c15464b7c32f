export type { Cell, Separator } from './cells';
export { columnNames } from './columnNames';
export { comparedTags } from './comparedTags';
export { type DataFiles, inferDataFiles } from './dataFiles';
export { DatasetError } from './datasetError';
export { disagreeingTokens, stretches } from './disagreements';
export { ConllDocument, type DocumentShape, type LineKind, type ParseOptions } from './document';
export {
  appendColumn,
  applyEdits,
  type CellEdit,
  convertScheme,
  convertSentences,
  type EditableCells,
  editEntities,
  editTags,
  labelled,
  retagged,
  whyNoTagPlace,
  withTags,
} from './edits';
export { decodeBytes, encodeText, type TextEncoding } from './encoding';
export { decodeEntities, decodeTags, encodeEntities } from './entities';
export { CONLL_EXTENSIONS, isPlainText, READABLE_EXTENSIONS } from './fileNames';
export { type DataRole, dataSide, fileRole } from './fileRoles';
export {
  bratPartner,
  detectFormat,
  type Exported,
  type ExportedFile,
  type ExportOptions,
  type ExportUnit,
  exportFormats,
  type Finding,
  type FindingGroup,
  type Format,
  findingsReport,
  formats,
  groupFindings,
  type Imported,
  type ImportOptions,
  importFormats,
  MissingLabelsError,
  type OffsetUnit,
  offsetUnits,
  parseLabels,
  type SourceFile,
} from './formats';
export type { Layout } from './layout';
export type { FileOptions, OtherFile } from './lint/fileFacts';
export { type LintTextOptions, lint } from './lint/lint';
export { type LintOptions, LiveLint } from './lint/liveLint';
export type { Problem } from './lint/problem';
export type { Fix, RuleSeverity } from './lint/rule';
export { sentenceLines } from './lint/sentenceLines';
export { isRuleSeverity, RULE_CODES, RULE_SEVERITIES, type RuleSettings } from './lint/severities';
export { StreamLint } from './lint/streamLint';
export type { Chunk } from './live/chunk';
export { type ColouredSpan, colouredSpans, SPAN_TOKEN_TYPES, type SpanKind } from './live/colouredSpans';
export { comparedColumns, knownComparedColumns, knownTypes } from './live/comparedColumns';
export { countLineEnds } from './live/lineEnds';
export { type Disagreements, liveDisagreements, lookAtDisagreements } from './live/liveDisagreements';
export { LiveDocument, type LiveOptions, type PlacedChunk, type Position, type TextChange } from './live/liveDocument';
export { type EntityLine, entityLines, type FoundEntity, nextEntity } from './live/liveEntities';
export { checkReadableLive } from './live/liveReadable';
export { liveTagColumns } from './live/liveTagColumns';
export { entitiesOfType, type Occurrence, occurrences } from './live/occurrences';
export { type PerChunk, type PerChunkColumns, perChunk, perChunkColumns } from './live/perChunk';
export { renameType } from './live/renameType';
export { asChange, canMerge, mergeSentences, splitSentence } from './live/sentenceEdits';
export { firstEntityLines, isLookedAt, knownTagUse, lookAtTags, type TagUse, tagUse } from './live/tagUse';
export { nextTags } from './nextTags';
export { offeredTypes } from './offeredTypes';
export { type Contents, contentsOf } from './partition/contents';
export {
  type Duplicate,
  findDuplicates,
  type SentenceKey,
  sentenceKey,
  withoutDuplicates,
} from './partition/duplicates';
export { editsToPieces, type Piece, piecesOf } from './partition/pieces';
export {
  type EntityCounts,
  indexSentences,
  type Range,
  type SentenceBlock,
  type SentenceIndex,
  SentenceIndexer,
} from './partition/sentenceIndex';
export { type Shuffle, shuffleSentences } from './partition/shuffle';
export { shuffled } from './partition/shuffled';
export {
  type Split,
  type SplitOptions,
  type SplitSizes,
  sampleSentences,
  splitSentences,
  type UnitKind,
} from './partition/split';
export { derivedName, splitFiles } from './partition/splitFiles';
export { pickSentences } from './pickSentences';
export { importPlainText } from './plainText';
export { checkReadable } from './readable';
export { renameInJson, renameInTypeSet } from './renameInTypeSet';
export {
  chooseScheme,
  countIllegal,
  detectScheme,
  type IllegalTag,
  illegalTags,
  inspectScheme,
  type SchemeDetection,
  tagSchemes,
} from './schemes';
export { quoted, runningText, spacedTokens, type TextPart } from './sentenceText';
export { editWeights, sentenceWeight } from './sentenceWeight';
export { sentencesBetween } from './sentenceWindow';
export { splitByDocument } from './splitByDocument';
export { MOST_FILES, StatisticsCollector } from './statistics/collectStatistics';
export {
  type AmbiguousForm,
  type DatasetStatistics,
  type FileStatistics,
  type FormLabel,
  type LengthSummary,
  type Lengths,
  type Overlap,
  summarise,
  type TypeStatistics,
} from './statistics/report';
export {
  isSuffixTag,
  type NamedDocument,
  refuseOtherThanTags,
  refuseOtherTokens,
  tagColumns,
  tagsOfColumn,
} from './tagColumns';
export { isTag, outside, type Prefix, parseTag, type Tag, type TagSpelling } from './tags';
export { type ColumnStyle, tidyColumns } from './tidyColumns';
export { isEntityTypeName, parseTypeSet, TYPE_SET_FILES, type TypeDefinition } from './typeSet';
export type { Entity, Sentence, Severity, TagScheme, TextEdit } from './types';
