import type { ConllDocument } from '../document';
import type { Problem, TagScheme } from '../types';

export interface LintOptions {
  /** The file's tag scheme; detected where absent. */
  readonly scheme?: TagScheme;
}

/** Finds one kind of problem. */
export type Rule = (document: ConllDocument, options: LintOptions) => Problem[];
