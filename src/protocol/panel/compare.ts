/** What the view Compare and the host say to each other: the table of runs, and some of them beside each other. */
import type { F1Intervals, Significance } from '../../evaluation';

/** Runs that stand for one thing: one run, or the seeds of one config. */
export interface RunGroup {
  readonly label: string;
  readonly runs: readonly { readonly run: string; readonly seed: number }[];
}

/** A run's predictions, before they are compared. */
export interface TestedRun {
  readonly run: string;
  /** Why it cannot be compared with the baseline: it has no predictions, or those of other sentences. */
  readonly problem?: string;
  /** Its test file has other sentences than the baseline's. */
  readonly otherFile?: true;
  /** Of F1, by the bootstrap over sentences; of runs that stand alone. */
  readonly intervals?: F1Intervals;
}

/** A group against the baseline. */
export interface Comparison {
  readonly label: string;
  /** How many runs of each were compared, pair by pair. */
  readonly pairs: number;
  /** No seed was on both sides, so runs were paired in the order of their seeds. */
  readonly pairedByOrder?: true;
  /** Runs of either side that no pair has: they are in no figure of this comparison. */
  readonly unpaired?: readonly string[];
  readonly significance?: Significance;
  /** p of approximate randomisation after Holm's correction for all comparisons; once all are done. */
  readonly adjustedP?: number;
  /** Why there is none. */
  readonly problem?: string;
}

/** Where the run table keeps itself. */
export interface RunTableMemory {
  /** Ids of the columns that are shown. */
  readonly columns: readonly string[];
  readonly sort: { readonly column: string; readonly descending: boolean };
}

/** A run folder that was moved out of the way. */
export interface DeletedRun {
  readonly name: string;
  /** Bytes that it takes. */
  readonly size: number;
}

/** What comes of a comparison, one after the other; each replaces the one of its type before. */
export type ComparisonNews =
  | { readonly type: 'tested'; readonly runs: readonly TestedRun[] }
  /** Those that are done. */
  | { readonly type: 'compared'; readonly comparisons: readonly Comparison[] };

export type CompareToPanel =
  | { readonly type: 'runTable'; readonly table: RunTableMemory }
  | { readonly type: 'renamed'; readonly run: string; readonly to: string }
  /** All of them, whoever deleted them. */
  | { readonly type: 'deletedRuns'; readonly runs: readonly DeletedRun[] }
  /** `key` is that of the request. */
  | { readonly type: 'comparison'; readonly key: string; readonly news: ComparisonNews }
  | { readonly type: 'notCompared'; readonly key: string; readonly message: string };

export type CompareToHost =
  | { readonly type: 'keepRunTable'; readonly table: RunTableMemory }
  | { readonly type: 'star'; readonly runs: readonly string[]; readonly starred: boolean }
  | { readonly type: 'rename'; readonly run: string; readonly to: string }
  /** Moves the run folders out of the way; they can be restored. */
  | { readonly type: 'deleteRuns'; readonly runs: readonly string[] }
  | { readonly type: 'restoreRuns'; readonly runs: readonly string[] }
  /** Asks, and deletes what was moved out of the way. */
  | { readonly type: 'emptyDeleted' }
  /** Replaces a comparison that is under way. */
  | {
      readonly type: 'compareRuns';
      readonly key: string;
      readonly baseline: RunGroup;
      readonly others: readonly RunGroup[];
    }
  /** Ends a comparison that is under way: nobody waits for it. */
  | { readonly type: 'stopComparing' };

/** Windows takes none of these in a name. */
const reserved = /[<>:"/\\|?*\p{Cc}]/u;

/** Windows has devices of these names, whatever follows after a dot. */
const device = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/iu;

/** Bytes of UTF-8; file systems take 255, and a copy's number is added here and there. */
const longest = 200;

/**
 * Why a run cannot have this name, which is its folder's on every system; undefined where it can.
 * @param others names that are taken
 */
export function runNameProblem(name: string, others: Iterable<string>): string | undefined {
  if (name.trim() === '') return 'A run needs a name.';
  if (name !== name.trim() || name.endsWith('.'))
    return 'A name neither begins nor ends with a space, nor ends with a dot.';
  if (name.startsWith('.')) return 'A name that begins with a dot is hidden: begin with a letter or a digit.';
  if (reserved.test(name)) return 'A name is a folder’s: it has none of / \\ < > : " | ? * and no control characters.';
  if (device.test(name)) return `Windows keeps the name ${name.split('.', 1)[0]} for a device: choose another.`;
  const bytes = new TextEncoder().encode(name).length;
  if (bytes > longest)
    return `A name takes at most ${longest} bytes, and this one takes ${bytes}: choose a shorter one.`;
  for (const other of others) {
    if (other.toLowerCase() === name.toLowerCase()) return `There is a run named ${other} already.`;
  }
  return undefined;
}
