import { appendColumn, decodeEntities, encodeEntities, encodeText } from '../dataset';
import type { RunStatus } from '../protocol/run';
import type { DataFile } from './dataFile';
import { entityTypesOf } from './labels';
import { openStudent } from './openStudent';
import { type RunPosition, resultStep } from './runs/runPosition';
import { type Scored, scoreStudent } from './scoreStudent';
import type { Run } from './train';

/**
 * Evaluates the run's student on the test file, keeps the student's tags beside the file's own, and writes the report:
 * from then on the run is finished, and its checkpoint holds the best and the last student alone.
 * @param position after the last step @returns the last status: `finished`, or `stopped` by the signal
 */
export async function finishRun(run: Run, position: RunPosition): Promise<RunStatus> {
  const { config, data, progress, checkpoints } = run;
  await progress.enter('evaluating', position.step);
  const result = resultStep(position, config);
  const student = await openStudent(config, await checkpoints.read(position, result));
  progress.device = student.executor.device;
  let test: Scored | undefined;
  try {
    if (data.test) {
      test = await scoreStudent(student, data.test, run.signal);
      if (!test) return await progress.enter('stopped', position.step);
      const predictions = withPredictions(data.test, test.tags);
      await progress.whenThereIsRoom(() => run.store.writePredictions(predictions));
    }
  } finally {
    student.executor.dispose();
  }
  const dev = [position.best, position.last].find((measured) => measured?.step === result);
  await progress.whenThereIsRoom(() => checkpoints.keepResults(position));
  await progress.reported({
    version: 1,
    name: config.name,
    blend: config.blend,
    steps: position.step,
    result,
    seconds: position.seconds,
    device: student.executor.device,
    ...(dev && { dev: dev.report }),
    ...(test && { test: test.report, calibration: test.calibration }),
    entityTypes: entityTypesOf(data.labels),
  });
  return progress.enter('finished', position.step);
}

/** The file as it was, byte for byte, with one more last column: the student's tags in the file's own scheme. */
function withPredictions({ document, scheme, encoding }: DataFile, tags: Scored['tags']): Uint8Array {
  const inScheme = tags.map((sentence) => encodeEntities(decodeEntities(sentence), sentence.length, scheme));
  return encodeText(appendColumn(document, inScheme), encoding);
}
