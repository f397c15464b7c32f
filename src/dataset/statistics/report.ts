import type { TagScheme } from '../types';

/** How often each length occurs, shortest first. */
export type Lengths = readonly (readonly [length: number, count: number])[];

export interface TypeStatistics {
  readonly entities: number;
  /** Different surface forms: the tokens of an entity with a space between them, capitals as they stand. */
  readonly surfaceForms: number;
}

/** What one file holds. */
export interface FileStatistics {
  readonly name: string;
  readonly sentences: number;
  /** Sections that `-DOCSTART-` lines begin; 1 in a file without. */
  readonly documents: number;
  readonly tokens: number;
  readonly entities: number;
  readonly sentencesWithoutEntities: number;
  /** Sentences whose tokens stand in an earlier sentence of the file already. */
  readonly repeatedSentences: number;
  /** Different tokens. */
  readonly vocabulary: number;
  readonly surfaceForms: number;
  readonly columns: number;
  readonly scheme: TagScheme;
  readonly types: Readonly<Record<string, TypeStatistics>>;
  /** In tokens. */
  readonly sentenceLengths: Lengths;
  readonly entityLengths: Lengths;
}

/** How a surface form is labelled at one of the ways it is: an entity type, or O where it stands untagged. */
export interface FormLabel {
  readonly label: string;
  readonly count: number;
  /** Where it is first so: index of the file, and line from 0. */
  readonly file: number;
  readonly line: number;
}

/** A surface form that is not always labelled alike. */
export interface AmbiguousForm {
  readonly form: string;
  readonly total: number;
  /** Occurrences that whoever always chose the commonest label would get wrong. */
  readonly minority: number;
  /** The commonest first. */
  readonly labels: readonly FormLabel[];
}

/** What of one file stands in another, counted in occurrences. */
export interface Overlap {
  /** Indices of the files. */
  readonly file: number;
  readonly other: number;
  /** Sentences of the file whose tokens make a sentence of the other. */
  readonly sentences: number;
  /** Different surface forms of the file's entities that are entities in the other too. */
  readonly surfaceForms: number;
  /** Entities of the file whose surface form is no entity's in the other (Augenstein, Derczynski and Bontcheva 2017, "unseen" entities). */
  readonly unseenEntities: number;
  readonly unseenByType: Readonly<Record<string, number>>;
  /** Tokens of the file that are not in the other's vocabulary. */
  readonly unknownTokens: number;
}

export interface DatasetStatistics {
  readonly files: readonly FileStatistics[];
  /** Of all files, in alphabetical order. */
  readonly types: readonly string[];
  /** How many surface forms are ambiguous, in all files together. */
  readonly ambiguousForms: number;
  /** The most ambiguous of them, most first. */
  readonly mostAmbiguous: readonly AmbiguousForm[];
  /** Every file in every other one. */
  readonly overlaps: readonly Overlap[];
}

export interface LengthSummary {
  readonly mean: number;
  readonly median: number;
  /** The length that 95 % do not exceed. */
  readonly p95: number;
  readonly longest: number;
}

/** All 0 where there is nothing. */
export function summarise(lengths: Lengths): LengthSummary {
  const count = lengths.reduce((sum, [, each]) => sum + each, 0);
  const total = lengths.reduce((sum, [length, each]) => sum + length * each, 0);
  const quantile = (share: number): number => {
    let seen = 0;
    for (const [length, each] of lengths) {
      seen += each;
      if (seen >= share * count) return length;
    }
    return 0;
  };
  return {
    mean: count === 0 ? 0 : total / count,
    median: quantile(0.5),
    p95: quantile(0.95),
    longest: lengths.at(-1)?.[0] ?? 0,
  };
}
