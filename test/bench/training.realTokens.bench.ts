import { DEFAULT_RUN } from '../../src/protocol/runDefaults';
import { StepBatches } from '../../src/training/stepBatches';
import { WordPieces } from '../../src/training/tokenizer/wordPieces';
import { embeddedStudent, hasConll, readConll, withoutConll } from './conll';
import { round } from './interleave';
import type { BenchResult } from './result';

/** The share of what is computed in an epoch of CoNLL-2003 that is no padding. */
export default async function* trainingRealTokens(): AsyncGenerator<BenchResult> {
  if (!hasConll) return console.error(`training.realTokens is left out: ${withoutConll}`);
  const data = await readConll();
  const steps = Math.ceil(data.original.length / DEFAULT_RUN.batchSize);
  const config = { ...DEFAULT_RUN, blend: { name: 'original' }, steps } as const;
  const batches = new StepBatches(config, data, await WordPieces.read(embeddedStudent), DEFAULT_RUN.maxLength);
  let real = 0;
  let computed = 0;
  for (let step = 0; step < steps; step++) {
    const { batch, pieces } = batches.at(step);
    real += pieces;
    computed += batch.rows * batch.length;
  }
  yield { name: 'training.realTokens', value: round(real / computed), unit: 'share', note: 'batch 32' };
}
