import { LiveDocument } from '../live/liveDocument';
import { type LintOptions, LiveLint } from './liveLint';
import type { Problem } from './problem';

export interface LintTextOptions extends LintOptions {
  /** As for ConllDocument.parse. */
  readonly tagColumn?: number;
}

/** All problems of a text, in the order of its lines. */
export function lint(text: string, { tagColumn, ...options }: LintTextOptions = {}): Problem[] {
  const live = LiveDocument.open(text, tagColumn === undefined ? {} : { tagColumn });
  const found = new LiveLint(options);
  for (const _ of found.follow(live));
  return [...found.allProblems()].flat();
}
