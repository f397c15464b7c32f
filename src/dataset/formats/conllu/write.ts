import type { NamedDocument } from '../../tagColumns';
import { Findings } from '../finding';
import type { Exported, ExportOptions } from '../format';
import { conllUHeader } from './columns';
import { generateConllU } from './generate';
import { restoreConllU } from './restore';

/** CoNLL as CoNLL-U: back as it was where it came from there, else ten columns with what is known. */
export function writeConllU(source: NamedDocument, options: ExportOptions): Exported {
  const findings = new Findings();
  const header = conllUHeader(source.document);
  const text = header ? restoreConllU(source, header, options, findings) : generateConllU(source, options, findings);
  return {
    files: [{ name: options.tagsInColumn ? '.conllup' : '.conllu', text }],
    findings: findings.all,
  };
}
