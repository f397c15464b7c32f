/** Our training on CoNLL-2003: `{sentences}` -> `{seconds}` of one epoch on them, as a run makes its steps, batch 32. */
import { DEFAULT_RUN } from '../../../src/protocol/runDefaults';
import { openStudent } from '../../../src/training/openStudent';
import { StepBatches } from '../../../src/training/stepBatches';
import { pretrainedStudent } from '../../../src/training/studentSource';
import { embeddedStudent, readConll } from '../conll';
import { serve } from '../worker';

async function main(): Promise<void> {
  const data = await readConll();
  const source = await pretrainedStudent(embeddedStudent, data.labels, 1);
  const student = await openStudent(DEFAULT_RUN, source);
  let step = 0;
  await serve(async ({ sentences }: { sentences: readonly number[] }) => {
    const original = sentences.flatMap((index) => data.original[index] ?? []);
    const steps = Math.ceil(original.length / DEFAULT_RUN.batchSize);
    const config = { ...DEFAULT_RUN, blend: { name: 'original' }, steps } as const;
    const before = performance.now();
    const batches = new StepBatches(config, { ...data, original }, student.wordPieces, student.maxLength);
    for (let index = 0; index < steps; index++) {
      const { batch } = batches.at(index);
      await student.executor.step(batch, { step: ++step, learningRate: 1e-4, weightDecay: 0.01, clipNorm: 1 });
    }
    return { seconds: (performance.now() - before) / 1000 };
  });
}

main();
