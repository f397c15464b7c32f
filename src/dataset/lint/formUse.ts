import type { StretchFacts } from './stretchFacts';
import { add } from './tally';

/** How the same tokens are tagged in a file, where one way is usual and others are not. */
export interface FormUse {
  /** A type, or '' for untagged. */
  readonly usual: string;
  /** Times by type, the usual one first. */
  readonly counts: readonly (readonly [type: string, count: number])[];
  readonly total: number;
}

export interface ChangedForm {
  readonly form: string;
  /** Being untagged is, or was, the unusual. */
  readonly whereUntagged: boolean;
}

/** Seen less often, nothing is usual. */
const least = 4;
/** The share of the usual way. */
const usualShare = 0.75;

/** How often which tokens are tagged as what in a file. */
export class FormCounts {
  readonly #tagged = new Map<string, Map<string, number>>();
  readonly #untagged = new Map<string, number>();
  /** What was usual for forms whose counts have changed since they were last asked for. */
  #changed = new Map<string, string>();

  add(facts: StretchFacts): void {
    this.#count(facts, 1);
  }

  remove(facts: StretchFacts): void {
    this.#count(facts, -1);
  }

  replace(before: StretchFacts, after: StretchFacts): void {
    for (const [form, count] of after.untagged) this.#countUntagged(form, count - (before.untagged.get(form) ?? 0));
    for (const [form, count] of before.untagged) if (!after.untagged.has(form)) this.#countUntagged(form, -count);
    for (const [form, counts] of after.tagged) {
      const known = before.tagged.get(form);
      for (const [type, count] of counts) this.#countTagged(form, type, count - (known?.get(type) ?? 0));
    }
    for (const [form, counts] of before.tagged) {
      const left = after.tagged.get(form);
      for (const [type, count] of counts) if (!left?.has(type)) this.#countTagged(form, type, -count);
    }
  }

  /** Undefined where a form is always tagged alike, or in no usual way. */
  use(form: string): FormUse | undefined {
    const tagged = this.#tagged.get(form);
    if (!tagged) return undefined;
    const untagged = this.#untagged.get(form) ?? 0;
    if (tagged.size + (untagged > 0 ? 1 : 0) < 2) return undefined;
    const counts = [...tagged, ...(untagged > 0 ? [['', untagged] as const] : [])].sort(
      (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1),
    );
    const total = counts.reduce((sum, [, count]) => sum + count, 0);
    const [usual, most] = counts[0] ?? ['', 0];
    return total >= least && most >= total * usualShare ? { usual, counts, total } : undefined;
  }

  /** The forms of which something else is to be said than at the last time, and whether where they are untagged, too. */
  takeChanges(): ChangedForm[] {
    const changed = [...this.#changed].flatMap(([form, before]): ChangedForm[] => {
      const now = this.#said(form);
      return now === before ? [] : [{ form, whereUntagged: [before, now].some((said) => /^[^,]/u.test(said)) }];
    });
    this.#changed = new Map();
    return changed;
  }

  forgetChanges(): void {
    this.#changed = new Map();
  }

  #count({ tagged, untagged }: StretchFacts, sign: 1 | -1): void {
    for (const [form, count] of untagged) this.#countUntagged(form, sign * count);
    for (const [form, counts] of tagged)
      for (const [type, count] of counts) this.#countTagged(form, type, sign * count);
  }

  #countUntagged(form: string, count: number): void {
    if (count === 0) return;
    if (this.#tagged.has(form)) this.#note(form);
    add(this.#untagged, form, count);
  }

  #countTagged(form: string, type: string, count: number): void {
    if (count === 0) return;
    this.#note(form);
    const sums = this.#tagged.get(form) ?? new Map<string, number>();
    add(sums, type, count);
    if (sums.size === 0) this.#tagged.delete(form);
    else this.#tagged.set(form, sums);
  }

  #note(form: string): void {
    if (!this.#changed.has(form)) this.#changed.set(form, this.#said(form));
  }

  /** Begins with the usual type and a comma; empty where nothing is to be said. */
  #said(form: string): string {
    return this.use(form)?.counts.join() ?? '';
  }
}
