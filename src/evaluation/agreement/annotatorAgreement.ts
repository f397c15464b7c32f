import { decodeEntities, type Entity, encodeEntities } from '../../dataset';
import type { Table } from '../../tables';
import { evaluate } from '../scores/evaluate';
import type { EvaluationReport } from '../scores/types';
import { cohenKappa, fleissKappa, krippendorffAlpha, type Ratings } from './agreement';

/** One who tagged: a column or a file. */
export interface Annotator {
  readonly name: string;
  /** Of each sentence, in any scheme. */
  readonly tags: readonly (readonly string[])[];
}

export interface PairAgreement {
  readonly first: string;
  readonly second: string;
  /** Of the second against the first; micro F1 is the same the other way round. */
  readonly report: EvaluationReport;
  /** Over all tokens, and over those that at least one of the two tagged: most tokens are O, which flatters the first. */
  readonly kappa: number;
  readonly kappaOfTagged: number;
}

export interface AgreementReport {
  readonly pairs: readonly PairAgreement[];
  /** Of all annotators, over all tokens. */
  readonly fleissKappa: number;
  readonly krippendorffAlpha: number;
  /** Sentences about which not all agree. */
  readonly disagreements: readonly number[];
}

/** How far annotators of the same sentences agree: entities by F1, tokens by chance-corrected measures on IOB2 tags. */
export function annotatorAgreement(annotators: readonly Annotator[]): AgreementReport {
  const entities = annotators.map(({ tags }) => tags.map((sentence) => decodeEntities(sentence)));
  const ratings: Ratings[] = annotators.map(({ tags }, index) =>
    tags.flatMap((sentence, at) => encodeEntities(entities[index]?.[at] ?? [], sentence.length, 'iob2')),
  );
  const pairs = annotators.flatMap((first, a) =>
    annotators.slice(a + 1).map((second, offset): PairAgreement => {
      const [one = [], other = []] = [ratings[a], ratings[a + 1 + offset]];
      const tagged = (tag: string | undefined, token: number) =>
        one[token] === 'O' && other[token] === 'O' ? undefined : tag;
      return {
        first: first.name,
        second: second.name,
        report: evaluate(first.tags, second.tags),
        kappa: cohenKappa(one, other),
        kappaOfTagged: cohenKappa(one.map(tagged), other.map(tagged)),
      };
    }),
  );
  const [first = []] = entities;
  return {
    pairs,
    fleissKappa: fleissKappa(ratings),
    krippendorffAlpha: krippendorffAlpha(ratings),
    disagreements: first.flatMap((wanted, sentence) =>
      entities.every((of) => isSame(wanted, of[sentence] ?? [])) ? [] : [sentence],
    ),
  };
}

function isSame(a: readonly Entity[], b: readonly Entity[]): boolean {
  return (
    a.length === b.length &&
    a.every((one) => b.some(({ type, start, end }) => one.type === type && one.start === start && one.end === end))
  );
}

/** A row a pair: F1 of entities in percent, of all and by type; kappa of tokens. */
export function agreementTable({ pairs }: AgreementReport): Table {
  const types = [...new Set(pairs.flatMap(({ report }) => Object.keys(report.types)))].sort();
  const rows = pairs.map(({ first, second, report, kappa, kappaOfTagged }) => [
    `${first} – ${second}`,
    report.micro.f1,
    ...types.map((type) => report.types[type]?.f1),
    kappa,
    kappaOfTagged,
  ]);
  return {
    columns: [
      { title: 'pair' },
      ...['F1', ...types].map((title) => ({ title, format: 'percent' as const })),
      ...["Cohen's κ", 'κ of tagged'].map((title) => ({ title, format: 'decimal' as const })),
    ],
    groups: [rows],
  };
}
