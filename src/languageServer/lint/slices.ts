import { setImmediate } from 'node:timers/promises';

/** Milliseconds after which other work gets its turn: what an editor asks while it waits for nothing longer is answered at once. */
const slice = 3;

/**
 * Does work in between other work.
 * @param steps are short each, and yield the share that is done
 * @param goesOn asked before each slice: others may have made the work needless
 * @returns whether it was done to the end
 */
export async function inSlices(
  steps: Iterator<number>,
  goesOn: () => boolean,
  progress: (share: number) => void = () => undefined,
): Promise<boolean> {
  while (goesOn()) {
    const end = performance.now() + slice;
    let share = 0;
    do {
      const step = steps.next();
      if (step.done) return true;
      share = step.value;
    } while (performance.now() < end);
    progress(share);
    await setImmediate();
  }
  return false;
}
