import { type BertInputs, classifyTokens, tokenClassificationLoss } from '../../model/bert';
import type { BertConfig } from '../../model/config';
import { parameterShapes } from '../../model/parameters';
import { type ParameterGradient, Tape } from '../../model/tape';
import { type GraphOptions, GraphPrimitives, type MaskInput } from './graphPrimitives';
import { OnnxGraph, type Value } from './onnxGraph';

/** The names of the values that a graph takes for a batch. */
export const graphInputs: Readonly<Record<keyof BertInputs<Value>, Value>> = {
  ids: 'ids',
  positions: 'positions',
  types: 'types',
  attentionBias: 'attentionBias',
};

export const targetInput: Value = 'target';

/** Forward and backward as one ONNX model. Batches of any number of rows and any length can be run by it. */
export interface StepGraph {
  readonly model: Uint8Array;
  readonly loss: Value;
  readonly gradients: ReadonlyMap<string, ParameterGradient<Value>>;
  /** Of each dropout site; its mask is the uint8 input `GraphPrimitives.maskName(site)`. */
  readonly masks: readonly MaskInput[];
}

export interface LogitsGraph {
  readonly model: Uint8Array;
  readonly logits: Value;
}

/** The step, with dropout where the config has any. */
export function recordStep(config: BertConfig, { plain }: Pick<GraphOptions, 'plain'>): StepGraph {
  const { graph, primitives, inputs } = beginGraph(config, plain);
  const target = graph.input(targetInput, 'float32');
  const tape = new Tape<Value>(primitives, { parameter: (name) => name, dropout: true, recording: true });
  const loss = tokenClassificationLoss(tape, config, inputs, target);
  const gradients = tape.backward(loss);
  graph.output(loss);
  for (const gradient of gradients.values()) graph.output('whole' in gradient ? gradient.whole : gradient.rows);
  return { model: graph.encode(), loss, gradients, masks: primitives.masks };
}

/** The forward pass without dropout. */
export function recordLogits(config: BertConfig, { plain }: Pick<GraphOptions, 'plain'>): LogitsGraph {
  const { graph, primitives, inputs } = beginGraph(config, plain);
  const tape = new Tape<Value>(primitives, { parameter: (name) => name, dropout: false, recording: false });
  const logits = classifyTokens(tape, config, inputs);
  graph.output(logits);
  return { model: graph.encode(), logits };
}

function beginGraph(config: BertConfig, plain: boolean) {
  const graph = new OnnxGraph('step');
  const inputs: BertInputs<Value> = {
    ids: graph.input(graphInputs.ids, 'int32'),
    positions: graph.input(graphInputs.positions, 'int32'),
    types: graph.input(graphInputs.types, 'int32'),
    attentionBias: graph.input(graphInputs.attentionBias, 'float32'),
  };
  for (const name of parameterShapes(config).keys()) graph.input(name, 'float32');
  const primitives = new GraphPrimitives(graph, { attentionBias: inputs.attentionBias, plain });
  return { graph, primitives, inputs };
}
