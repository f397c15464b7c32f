import type { Dimension, GemmOptions, LayerNormResult, MatMulOptions, Primitives } from '../../model/primitives';
import { keptScale } from '../dropoutMasks';
import { type Attributes, float, type OnnxGraph, type Value } from './onnxGraph';

export interface GraphOptions {
  /** A value of shape [rows, 1, length, length], to read the batch's dimensions from. */
  readonly attentionBias: Value;
  /** Without the operators that ONNX Runtime has for its CPU alone: on a GPU they would send their tensors back and forth. */
  readonly plain: boolean;
}

/** A dropout mask that a graph takes as an input. */
export interface MaskInput {
  readonly shape: readonly Dimension[];
  /** The probability of 0. */
  readonly rate: number;
}

/** Writes each primitive into an ONNX graph, for ONNX Runtime. */
export class GraphPrimitives implements Primitives<Value> {
  /** In the order of their sites. */
  readonly masks: MaskInput[] = [];
  /** ONNX Runtime has it for its CPU alone. */
  readonly gelu: ((x: Value) => Value) | undefined;
  readonly #transposed = new Map<Value, Value>();
  readonly #shapes = new Map<string, Value>();

  constructor(
    readonly graph: OnnxGraph,
    readonly options: GraphOptions,
  ) {
    this.gelu = options.plain ? undefined : (x) => graph.runtimeNode('Gelu', [x]);
  }

  static maskName(site: number): string {
    return `dropout.${site}`;
  }

  gemm(
    a: Value,
    b: Value,
    { transposeA = false, transposeB = false, scale = 1, bias }: GemmOptions<Value> = {},
  ): Value {
    // One transposition up front is faster than Gemm's own, which transposes again for every block of columns.
    const inputs = [transposeA ? this.#transpose(a) : a, b, ...(bias === undefined ? [] : [bias])];
    return this.graph.node('Gemm', inputs, { ...flag('transB', transposeB), ...alpha(scale) });
  }

  matMul(a: Value, b: Value, { transposeA = false, transposeB = false, scale = 1 }: MatMulOptions = {}): Value {
    if (this.options.plain) {
      const product = this.graph.node('MatMul', [
        transposeA ? this.transpose(a, [0, 1, 3, 2]) : a,
        transposeB ? this.transpose(b, [0, 1, 3, 2]) : b,
      ]);
      return scale === 1 ? product : this.mul(product, scale);
    }
    const attributes = { ...flag('transA', transposeA), ...flag('transB', transposeB), ...alpha(scale) };
    return this.graph.runtimeNode('FusedMatMul', [a, b], attributes);
  }

  add(a: Value, b: Value | number): Value {
    return this.graph.node('Add', [a, this.#operand(b)]);
  }

  sub(a: Value, b: Value): Value {
    return this.graph.node('Sub', [a, b]);
  }

  mul(a: Value, b: Value | number): Value {
    return this.graph.node('Mul', [a, this.#operand(b)]);
  }

  div(a: Value, b: Value): Value {
    return this.graph.node('Div', [a, b]);
  }

  exp(x: Value): Value {
    return this.graph.node('Exp', [x]);
  }

  erf(x: Value): Value {
    return this.graph.node('Erf', [x]);
  }

  sigmoid(x: Value): Value {
    return this.graph.node('Sigmoid', [x]);
  }

  isPositive(x: Value): Value {
    return this.#float(this.graph.node('Greater', [x, this.scalar(0)]));
  }

  softmax(x: Value): Value {
    return this.graph.node('Softmax', [x], { axis: -1 });
  }

  logSoftmax(x: Value): Value {
    if (this.options.plain) {
      const largest = this.graph.node('ReduceMax', [x, this.graph.integers([-1])], { keepdims: 1 });
      const below = this.sub(x, largest);
      return this.sub(below, this.graph.node('Log', [this.reduceSum(this.exp(below), 'last')]));
    }
    return this.graph.node('LogSoftmax', [x], { axis: -1 });
  }

  reduceSum(x: Value, axis: 'first' | 'last' | 'all'): Value {
    if (axis === 'all') return this.graph.node('ReduceSum', [x], { keepdims: 0 });
    const axes = this.graph.integers([axis === 'first' ? 0 : -1]);
    return this.graph.node('ReduceSum', [x, axes], { keepdims: axis === 'first' ? 0 : 1 });
  }

  transpose(x: Value, permutation: readonly number[]): Value {
    return this.graph.node('Transpose', [x], { perm: permutation });
  }

  reshape(x: Value, shape: readonly Dimension[]): Value {
    return this.graph.node('Reshape', [x, this.#shape(shape)]);
  }

  gather(table: Value, indices: Value): Value {
    return this.graph.node('Gather', [table, indices], { axis: 0 });
  }

  layerNorm(x: Value, weight: Value, bias: Value, epsilon: number): LayerNormResult<Value> {
    const attributes = { axis: -1, epsilon: float(epsilon) };
    const [output = '', mean = '', inverseDeviation = ''] = this.graph.nodes(
      'LayerNormalization',
      [x, weight, bias],
      attributes,
      3,
    );
    return { output, mean, inverseDeviation };
  }

  dropoutMask(site: number, shape: readonly Dimension[], rate: number): Value {
    this.masks[site] = { shape, rate };
    const kept = this.graph.input(GraphPrimitives.maskName(site), 'uint8');
    return this.mul(this.#float(kept), keptScale(rate));
  }

  scalar(value: number): Value {
    return this.graph.scalar(value);
  }

  scope<R>(run: () => R): R {
    return run();
  }

  release(): void {
    // ONNX Runtime plans the graph's memory.
  }

  #float(x: Value): Value {
    return this.graph.node('Cast', [x], { to: 1 });
  }

  #operand(value: Value | number): Value {
    return typeof value === 'number' ? this.graph.scalar(value) : value;
  }

  #transpose(x: Value): Value {
    const known = this.#transposed.get(x);
    if (known !== undefined) return known;
    const made = this.transpose(x, [1, 0]);
    this.#transposed.set(x, made);
    return made;
  }

  /** The int64 vector of a shape: computed from the batch when it depends on it. */
  #shape(shape: readonly Dimension[]): Value {
    const key = shape.join();
    const known = this.#shapes.get(key);
    if (known !== undefined) return known;
    const numbers = shape.map((dimension) => (dimension === 'tokens' ? -1 : dimension));
    const made = numbers.every((dimension) => typeof dimension === 'number')
      ? this.graph.integers(numbers)
      : this.graph.node(
          'Concat',
          numbers.map((dimension) =>
            typeof dimension === 'number' ? this.graph.integers([dimension]) : this.#measure(dimension),
          ),
          { axis: 0 },
        );
    this.#shapes.set(key, made);
    return made;
  }

  #measure(dimension: 'rows' | 'length'): Value {
    const start = dimension === 'rows' ? 0 : 3;
    return this.graph.node('Shape', [this.options.attentionBias], { start, end: start + 1 });
  }
}

function flag(name: string, isSet: boolean): Attributes {
  return isSet ? { [name]: 1 } : {};
}

function alpha(scale: number): Attributes {
  return scale === 1 ? {} : { alpha: float(scale) };
}
