import { MOST_TRACED } from './rule';
import type { StretchFacts } from './stretchFacts';
import { add } from './tally';

/** How the same tokens are tagged in a file. */
export interface FormUse {
  /** The most frequent type, or '' for untagged. */
  readonly usual: string;
  /** Times by type, the most frequent first. */
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
  /** Found out once for as long as the counts are those. */
  readonly #usual = new Map<string, string | undefined>();
  readonly #uses = new Map<string, FormUse>();
  #usesChanged = false;
  /** What was usual for forms whose counts have changed since they were last asked for; undefined for any forms. */
  #changed: Map<string, string | undefined> | undefined;

  add({ tagged, untagged }: StretchFacts): void {
    untagged.forEach((count, form) => {
      this.#countUntagged(form, count);
    });
    tagged.forEach((counts, form) => {
      counts.forEach((count, type) => {
        this.#countTagged(form, type, count);
      });
    });
  }

  remove({ tagged, untagged }: StretchFacts): void {
    untagged.forEach((count, form) => {
      this.#countUntagged(form, -count);
    });
    tagged.forEach((counts, form) => {
      counts.forEach((count, type) => {
        this.#countTagged(form, type, -count);
      });
    });
  }

  /** What stands in a place is another stretch now. */
  replace(before: StretchFacts, after: StretchFacts): void {
    after.untagged.forEach((count, form) => {
      this.#countUntagged(form, count - (before.untagged.get(form) ?? 0));
    });
    before.untagged.forEach((count, form) => {
      if (!after.untagged.has(form)) this.#countUntagged(form, -count);
    });
    after.tagged.forEach((counts, form) => {
      const known = before.tagged.get(form);
      counts.forEach((count, type) => {
        this.#countTagged(form, type, count - (known?.get(type) ?? 0));
      });
    });
    before.tagged.forEach((counts, form) => {
      const left = after.tagged.get(form);
      counts.forEach((count, type) => {
        if (!left?.has(type)) this.#countTagged(form, type, -count);
      });
    });
  }

  /** Whether it is untagged anywhere. */
  isUntagged(form: string): boolean {
    return this.#untagged.has(form);
  }

  /** What a form is usually tagged as, '' for untagged; undefined where nothing is usual, or it is never tagged. */
  usual(form: string): string | undefined {
    if (!this.#tagged.has(form)) return undefined;
    if (this.#usual.has(form)) return this.#usual.get(form);
    const found = this.#findUsual(form);
    this.#usual.set(form, found);
    return found;
  }

  #findUsual(form: string): string | undefined {
    let usual = '';
    let most = this.#untagged.get(form) ?? 0;
    let total = most;
    for (const [type, count] of this.#tagged.get(form) ?? []) {
      total += count;
      if (count > most) [usual, most] = [type, count];
    }
    return total >= least && most >= total * usualShare ? usual : undefined;
  }

  use(form: string): FormUse {
    const use = this.#uses.get(form) ?? this.#findUse(form);
    this.#uses.set(form, use);
    return use;
  }

  /** Whether any use that was asked for is another one now. */
  takeUseChanges(): boolean {
    const changed = this.#usesChanged;
    this.#usesChanged = false;
    return changed;
  }

  #findUse(form: string): FormUse {
    const untagged = this.#untagged.get(form) ?? 0;
    const tagged = this.#tagged.get(form) ?? [];
    const counts = [...tagged, ...(untagged > 0 ? [['', untagged] as const] : [])].sort(
      (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1),
    );
    return { usual: counts[0]?.[0] ?? '', counts, total: counts.reduce((sum, [, count]) => sum + count, 0) };
  }

  /**
   * The forms that are usually tagged otherwise than at the last time, and whether that matters where they are untagged, too; undefined for
   * more than are traced, and at the first time.
   */
  takeChanges(): ChangedForm[] | undefined {
    const changed = this.#changed;
    this.#changed = new Map();
    return (
      changed &&
      [...changed].flatMap(([form, before]): ChangedForm[] => {
        const now = this.usual(form);
        return now === before ? [] : [{ form, whereUntagged: Boolean(before) || Boolean(now) }];
      })
    );
  }

  #countUntagged(form: string, count: number): void {
    if (count === 0) return;
    if (this.#tagged.has(form)) {
      this.#note(form);
      this.#forget(form);
    }
    add(this.#untagged, form, count);
  }

  #countTagged(form: string, type: string, count: number): void {
    if (count === 0) return;
    this.#note(form);
    this.#forget(form);
    const sums = this.#tagged.get(form) ?? new Map<string, number>();
    add(sums, type, count);
    if (sums.size === 0) this.#tagged.delete(form);
    else this.#tagged.set(form, sums);
  }

  #forget(form: string): void {
    this.#usual.delete(form);
    this.#usesChanged = this.#uses.delete(form) || this.#usesChanged;
  }

  #note(form: string): void {
    if (!this.#changed || this.#changed.has(form)) return;
    this.#changed.set(form, this.usual(form));
    if (this.#changed.size > MOST_TRACED) this.#changed = undefined;
  }
}
