import type { ConllDocument } from '../document';
import type { TextChange } from '../live/liveDocument';
import type { Severity } from '../types';
import type { FileFacts } from './fileFacts';
import type { LastSentence, StretchFacts } from './stretchFacts';

/** How a rule's problems are shown, or that they are not looked for. */
export type RuleSeverity = Severity | 'off';

/** What stands for a stretch in the facts of its file; only its identity counts. */
export type Place = object;

/** A part of a file that no sentence crosses, as rules see it. */
export interface Stretch {
  readonly document: ConllDocument;
  readonly facts: StretchFacts;
  readonly place: Place;
  /** The sentence above the stretch, where both stand in one document. */
  readonly above: LastSentence | undefined;
  /** No sentence stands above. */
  readonly first: boolean;
}

export interface Fix {
  readonly title: string;
  /** Lines count from the stretch's first. */
  readonly edits: readonly TextChange[];
  /** Needs no look by a person: applied by "fix all", also when a file is saved. */
  readonly safe: boolean;
}

/** Another place that a problem is about. */
export type Related =
  /** The first sentence of the file with this key. */
  | { readonly message: string; readonly key: number }
  /** A line of another file, asked for when it is told: the other file may be edited meanwhile. */
  | { readonly message: string; readonly file: string; readonly line: () => number };

/** What a rule finds; on one line, counted from the stretch's first. */
export interface Finding {
  /** Written when it is read, where it tells counts: they change with every edit, what is found seldom does. */
  readonly message: string | (() => string);
  readonly line: number;
  /** UTF-16 units from the beginning of the line, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  readonly fix?: Fix;
  readonly related?: Related;
}

export function messageOf({ message }: Finding): string {
  return typeof message === 'string' ? message : message();
}

/** What findings may depend on besides the stretch itself. */
export type FactName = 'above' | 'scheme' | 'separators' | 'types' | 'negatives' | 'forms' | 'sentences' | 'elsewhere';

/** With more changes at once, everything is looked at again rather than where they stand. */
export const MOST_TRACED = 400;

/** Finds one kind of problem. */
export interface Rule {
  /** Stable kebab-case id. */
  readonly code: string;
  /** Unless the user says otherwise. */
  readonly severity: RuleSeverity;
  /** Everything that `check` reads besides the stretch: where none of it changes, neither do the findings. */
  readonly reads: readonly FactName[];
  readonly check: (stretch: Stretch, file: FileFacts) => Finding[];
  /** Where it says no, there is nothing to find, and the stretch's lines need not be read. */
  readonly concerns?: (facts: StretchFacts, file: FileFacts) => boolean;
}
