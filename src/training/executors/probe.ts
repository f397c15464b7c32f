import { type BertConfig, dropoutEverywhere } from '../model/config';
import { parameterShapes, sizeOf } from '../model/parameters';
import { normalNumbers } from '../weights/normalNumbers';
import type { Batch } from './executor';
import type { StudentModel } from './student';

const config: BertConfig = {
  vocabSize: 100,
  hiddenSize: 64,
  numHiddenLayers: 2,
  numAttentionHeads: 4,
  intermediateSize: 256,
  maxPositionEmbeddings: 64,
  typeVocabSize: 2,
  layerNormEps: 1e-12,
  hiddenAct: 'gelu',
  dropout: dropoutEverywhere(0),
  numLabels: 5,
};

/** A small student of random parameters, to see whether a device computes, and computes rightly. */
export function probeStudent(): StudentModel {
  const parameters = new Map(
    [...parameterShapes(config)].map(([name, shape], seed) => {
      const values = normalNumbers(seed, sizeOf(shape), 0.1);
      return [name, name.endsWith('LayerNorm.weight') ? values.map((value) => 1 + value) : values];
    }),
  );
  return { config, parameters };
}

const [rows, length] = [3, 32];
const pieces = Array.from({ length: rows * length }, (_, index) => index);

/** Two packed sentences a row and some padding. */
export const probeBatch: Batch = {
  rows,
  length,
  ids: Int32Array.from(pieces, (piece) => (piece * 37) % config.vocabSize),
  positions: Int32Array.from(pieces, (piece) => piece % 14),
  segments: Int32Array.from(pieces, (piece) => (piece % length < 28 ? Math.floor((piece % length) / 14) : -1)),
  labels: Int32Array.from(pieces, (piece) => (piece % length < 28 && piece % 3 > 0 ? piece % config.numLabels : -1)),
};
