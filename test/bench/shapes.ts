import type { Batch, StudentModel } from '../../src/training/executors';
import { type BertConfig, dropoutEverywhere } from '../../src/training/model/config';
import { parameterShapes, sizeOf } from '../../src/training/model/parameters';
import { normalNumbers } from '../../src/training/weights/normalNumbers';

/** A model's size and what a step of it computes. */
export interface Shape {
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  readonly intermediate: number;
  readonly vocabulary: number;
  readonly labels: number;
  readonly rows: number;
  readonly length: number;
  readonly dropout: number;
}

/** The embedded student's. */
export const minilm: Shape = {
  layers: 6,
  hidden: 384,
  heads: 12,
  intermediate: 1536,
  vocabulary: 30_522,
  labels: 9,
  rows: 8,
  length: 128,
  dropout: 0.1,
};

/** BERT base's. */
export const bertBase: Shape = { ...minilm, layers: 12, hidden: 768, intermediate: 3072 };

export const tokensOf = ({ rows, length }: Shape) => rows * length;

/** Random parameters: what they are makes no difference to the time. */
export function modelOf(shape: Shape): StudentModel {
  const config = configOf(shape);
  const parameters = new Map(
    [...parameterShapes(config)].map(([name, dimensions]) => [name, normalNumbers(1, sizeOf(dimensions), 0.02)]),
  );
  return { config, parameters };
}

function configOf(shape: Shape): BertConfig {
  return {
    vocabSize: shape.vocabulary,
    hiddenSize: shape.hidden,
    numHiddenLayers: shape.layers,
    numAttentionHeads: shape.heads,
    intermediateSize: shape.intermediate,
    maxPositionEmbeddings: 512,
    typeVocabSize: 2,
    layerNormEps: 1e-12,
    hiddenAct: 'gelu',
    dropout: dropoutEverywhere(0.1),
    numLabels: shape.labels,
  };
}

/** Sentences of 32 word pieces, packed, two thirds of them labelled. Each step of a run has words of its own. */
export function batchOf(shape: Shape, step: number): Batch {
  const { rows, length, vocabulary, labels } = shape;
  const pieces = Array.from({ length: rows * length }, (_, index) => index);
  return {
    rows,
    length,
    ids: Int32Array.from(pieces, (piece) => 1 + (((piece + 1024 * (step % 16)) * 7919) % (vocabulary - 1))),
    positions: Int32Array.from(pieces, (piece) => piece % 32),
    segments: Int32Array.from(pieces, (piece) => Math.floor((piece % length) / 32)),
    labels: Int32Array.from(pieces, (piece) => (piece % 3 === 2 ? -1 : piece % labels)),
  };
}

/** Operations of a step: 6 a token for each parameter that the token is multiplied by, there and back twice. */
export function operationsOf(shape: Shape): number {
  const dense = [...parameterShapes(configOf(shape))]
    .filter(([name]) => !name.includes('_embeddings'))
    .reduce((sum, [, dimensions]) => sum + sizeOf(dimensions), 0);
  return 6 * dense * tokensOf(shape);
}
