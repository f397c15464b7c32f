import { classifyTokens } from '../../model/bert';
import { parameterShapes } from '../../model/parameters';
import { Tape } from '../../model/tape';
import { unseen } from '../batchInputs';
import type { StudentModel } from '../student';
import { GraphPrimitives } from './graphPrimitives';
import { OnnxGraph, type Value } from './onnxGraph';

/** A Protocol Buffers message, and so an ONNX file, ends there. */
const largest = 2 ** 31 - 1;

/**
 * A student to tag with, as one ONNX model that has its parameters inside and needs none of ONNX Runtime's own operators.
 * Inputs, all int64 [batch_size, sequence_length]: `input_ids`, `attention_mask` (1 for word pieces, 0 for padding) and
 * `token_type_ids`. Output: `logits`, float32 [batch_size, sequence_length, labels]. Names are those of Hugging Face's
 * optimum and transformers.js.
 * @throws RangeError for a model that is too large for one ONNX file
 */
export function inferenceModel({ config, parameters }: StudentModel): Uint8Array {
  const size = [...parameters.values()].reduce((bytes, { byteLength }) => bytes + byteLength, 0);
  if (size > largest) {
    throw new RangeError(
      `The student has ${(size / 1e9).toFixed(1)} GB of parameters, and an ONNX file ends at 2 GB. Export it for Hugging Face instead.`,
    );
  }
  const graph = new OnnxGraph('token_classification');
  const batch = ['batch_size', 'sequence_length'];
  const ids = graph.input('input_ids', 'int64', batch);
  const mask = graph.input('attention_mask', 'int64', batch);
  const types = graph.input('token_type_ids', 'int64', batch);
  for (const [name, shape] of parameterShapes(config)) {
    const data = parameters.get(name);
    if (!data) throw new Error(`the student has no parameter ${name}`);
    graph.parameter(name, shape, data);
  }
  const attentionBias = biasOf(graph, mask);
  const primitives = new GraphPrimitives(graph, { attentionBias, plain: true });
  const tape = new Tape<Value>(primitives, { parameter: (name) => name, dropout: false, recording: false });
  const flat = (x: Value) => primitives.reshape(x, ['tokens']);
  const logits = classifyTokens(tape, config, {
    ids: flat(ids),
    positions: flat(positionsOf(graph, ids)),
    types: flat(types),
    attentionBias,
  });
  const shaped = primitives.reshape(logits, ['rows', 'length', config.numLabels]);
  graph.output(graph.named('logits', shaped), [...batch, config.numLabels]);
  return graph.encode();
}

/** [batch_size, 1, 1, sequence_length]: 0 for what is seen; see `attention`. */
function biasOf(graph: OnnxGraph, mask: Value): Value {
  const isSeen = graph.node('Cast', [mask], { to: 1 });
  const bias = graph.node('Mul', [graph.node('Sub', [graph.scalar(1), isSeen]), graph.scalar(unseen)]);
  return graph.node('Unsqueeze', [bias, graph.integers([1, 2])]);
}

/** 0, 1, 2… in each row. */
function positionsOf(graph: OnnxGraph, ids: Value): Value {
  const length = graph.node('Squeeze', [graph.node('Shape', [ids], { start: 1, end: 2 })]);
  const row = graph.node('Range', [graph.integer(0), length, graph.integer(1)]);
  return graph.node('Expand', [row, graph.node('Shape', [ids])]);
}
