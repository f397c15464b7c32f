import { beforeEach } from 'vitest';

/** Makes the tests of the suite that calls it steps of one walk: after one that fails, those that build on it are skipped. */
export function walkStepByStep(): void {
  let failed = false;
  beforeEach((context) => {
    if (failed) context.skip('an earlier step failed');
    failed = true;
    context.onTestFinished(({ task }) => {
      failed = task.result?.state === 'fail';
    });
  });
}
