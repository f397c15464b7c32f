import type { StudentModel } from '../../../src/training/executors';
import { parameterShapes, sizeOf } from '../../../src/training/model/parameters';
import { normalNumbers } from '../../../src/training/weights/normalNumbers';
import { readTinyBert } from './pytorch';

/** A student of 6 layers of 384, as the embedded one, of random parameters and with the tiny BERT's few word pieces. */
export async function wideStudent(): Promise<StudentModel> {
  const config = {
    ...(await readTinyBert()).config,
    hiddenSize: 384,
    numAttentionHeads: 12,
    numHiddenLayers: 6,
    intermediateSize: 1536,
    maxPositionEmbeddings: 128,
  };
  const parameters = new Map(
    [...parameterShapes(config)].map(([name, shape], seed) => {
      const values = normalNumbers(seed, sizeOf(shape), 0.05);
      return [name, name.endsWith('LayerNorm.weight') ? values.map((value) => 1 + value) : values];
    }),
  );
  return { config, parameters };
}
