import type { Severity } from '../types';
import type { Fix } from './rule';

/** Something wrong in a file, with where and what to do. Lines and characters (UTF-16 units of the line) are counted from 0. */
export interface Problem {
  /** Of the rule. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly fix?: Fix;
  /** Another place that it is about: in this file, unless one is named. */
  readonly related?: { readonly message: string; readonly file?: string; readonly line: number };
}

/** By place; by rule where several are at one. */
export function inFileOrder(a: Problem, b: Problem): number {
  return a.line - b.line || a.from - b.from || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}
