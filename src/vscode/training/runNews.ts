import { isActive, type ShownRun } from '../../protocol/panel';

/**
 * Whether the end of a run is worth a message. A run that ended between two looks was never seen at work; a folder that was
 * prepared, but whose trainer never said a word, has not ended.
 */
export function isNews(before: ShownRun | undefined, now: ShownRun): boolean {
  if (isActive(now.state)) return false;
  if (now.state === 'interrupted') return before !== undefined && isActive(before.state) && before.state !== 'starting';
  return before === undefined || isActive(before.state);
}

/**
 * Ends of runs that are no news: those seen before, under whatever name, and those from before anyone looked. A run that is
 * renamed, or comes back from where it was deleted to, looks like one that has just ended.
 */
export class KnownEnds {
  readonly #known = new Set<string>();

  /** @param since when the looking began, in milliseconds since 1970 */
  constructor(private readonly since: number) {}

  /** Takes note of a run. @returns whether its end was known before */
  note({ state, status }: ShownRun): boolean {
    if (isActive(state) || !status) return false;
    const end = `${status.pid} ${status.updated}`;
    const isKnown = this.#known.has(end) || Date.parse(status.updated) < this.since - slack;
    this.#known.add(end);
    return isKnown;
  }
}

/** Milliseconds that clocks of two machines may be apart. */
const slack = 60_000;

/** Steps since so long ago tell the pace. */
const memory = 60_000;

/** How fast a run goes, by when its steps were seen. */
export class RunPace {
  #seen: { readonly step: number; readonly at: number }[] = [];

  /** @param now in milliseconds @returns undefined before two steps were seen */
  secondsLeft(step: number, steps: number, now: number): number | undefined {
    const last = this.#seen.at(-1);
    // A run that was resumed goes on from an earlier step.
    if (last && step < last.step) this.#seen = [];
    if (!last || step !== last.step) this.#seen.push({ step, at: now });
    while (this.#seen.length > 2 && (this.#seen[1]?.at ?? now) < now - memory) this.#seen.shift();
    const first = this.#seen[0];
    const latest = this.#seen.at(-1);
    if (!first || !latest || latest.step === first.step) return undefined;
    return ((latest.at - first.at) / 1000 / (latest.step - first.step)) * Math.max(0, steps - step);
  }
}
