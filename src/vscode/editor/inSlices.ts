/** Milliseconds in one go that looking at a long document may keep the extension's host from other work. */
const slice = 8;

/**
 * Does the steps of a long work in between other work.
 * @param goesOn asked after each pause; the work is given up when it says no
 * @returns whether it was done
 */
export async function inSlices(steps: Iterator<void>, goesOn: () => boolean): Promise<boolean> {
  for (;;) {
    const until = performance.now() + slice;
    do {
      if (steps.next().done) return true;
    } while (performance.now() < until);
    await new Promise((resolve) => setImmediate(resolve));
    if (!goesOn()) return false;
  }
}
