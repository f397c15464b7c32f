import type { ConllDocument } from './document';
import { illegalSequence } from './rules/illegalSequence';
import { raggedColumns } from './rules/raggedColumns';
import type { LintOptions, Rule } from './rules/rule';
import { tagSyntax } from './rules/tagSyntax';
import type { Problem } from './types';

const rules: readonly Rule[] = [raggedColumns, tagSyntax, illegalSequence];

/** All problems of a file, in the order of its lines. */
export function lint(document: ConllDocument, options: LintOptions = {}): Problem[] {
  return rules.flatMap((rule) => rule(document, options)).sort((a, b) => a.start - b.start || a.end - b.end);
}
