import type { Finding, FindingKind } from './finding';

/** What is counted, one and many. */
const nouns: Readonly<Record<FindingKind, readonly [string, string]>> = {
  'nested-entity': ['entity inside another', 'entities inside others'],
  'overlapping-entity': ['entity that overlaps another', 'entities that overlap others'],
  'discontinuous-entity': ['discontinuous entity', 'discontinuous entities'],
  'empty-span': ['span without text', 'spans without text'],
  'second-label': ['second label of one span', 'further labels of one span'],
  'unlabelled-span': ['span without a label', 'spans without a label'],
  relation: ['relation', 'relations'],
  event: ['event', 'events'],
  attribute: ['attribute', 'attributes'],
  normalization: ['normalization', 'normalizations'],
  coreference: ['coreference group', 'coreference groups'],
  note: ['note', 'notes'],
  confidence: ['confidence', 'confidences'],
  'other-annotation': ['further annotation of a text', 'further annotations of a text'],
  prediction: ['prediction beside an annotation', 'predictions beside annotations'],
  metadata: ['field of metadata', 'fields of metadata'],
  comment: ['comment', 'comments'],
  column: ['column', 'columns'],
  'document-boundary': ['document boundary', 'document boundaries'],
  'sentence-boundary': ['sentence boundary', 'sentence boundaries'],
  'token-boundary': ['token boundary', 'token boundaries'],
  'rejected-record': ['rejected text', 'rejected texts'],
  'empty-record': ['text without words', 'texts without words'],
  'token-split': ['token parted at the edge of an entity', 'tokens parted at the edges of entities'],
  'token-spelling': ['token spelled otherwise', 'tokens spelled otherwise'],
  'trimmed-span': ['span without the white space at its edge', 'spans without the white space at their edges'],
  'joined-sentences': ['pair of sentences joined', 'pairs of sentences joined'],
  'tag-spelling': ['tag spelled otherwise', 'tags spelled otherwise'],
  'type-spelling': ['entity type spelled otherwise', 'entity types spelled otherwise'],
  'filled-column': ['column filled in', 'columns filled in'],
  'offset-unit': ['unit of offsets found', 'units of offsets found'],
  tokenization: ['guess at tokens and sentences', 'guesses at tokens and sentences'],
  'used-prediction': ['prediction taken for an annotation', 'predictions taken for annotations'],
};

/** All findings of one severity and kind. */
export interface FindingGroup {
  readonly severity: Finding['severity'];
  readonly kind: FindingKind;
  /** Such as "3 relations". */
  readonly title: string;
  readonly findings: readonly Finding[];
}

/** Findings by kind, losses first; the kinds in the order in which they were found. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.kind}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()]
    .flatMap((group): FindingGroup[] => {
      const [first] = group;
      if (!first) return [];
      const [one, many] = nouns[first.kind];
      const title = group.length === 1 ? `1 ${one}` : `${group.length} ${many}`;
      return [{ severity: first.severity, kind: first.kind, title, findings: group }];
    })
    .sort((a, b) => Number(a.severity === 'change') - Number(b.severity === 'change'));
}
