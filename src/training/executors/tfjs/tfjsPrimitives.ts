import type { Tensor } from '@tensorflow/tfjs-core';
import { sizeOf } from '../../model/parameters';
import type { Dimension, GemmOptions, LayerNormResult, MatMulOptions, Primitives } from '../../model/primitives';
import { type BatchInputs, resolveShape } from '../batchInputs';
import { type DropoutMasks, keptScale } from '../dropoutMasks';
import type { TfjsBackend } from './backend';

/** Runs each primitive at once, on TFJS. */
export class TfjsPrimitives implements Primitives<Tensor> {
  readonly tf: TfjsBackend['tf'];

  constructor(
    readonly backend: TfjsBackend,
    readonly batch: Pick<BatchInputs, 'rows' | 'length'>,
    /** What dropout masks are made for. */
    readonly at: { readonly step: number; readonly pass: number },
    readonly masks: DropoutMasks,
  ) {
    this.tf = backend.tf;
  }

  gemm(
    a: Tensor,
    b: Tensor,
    { bias, transposeA = false, transposeB = false, scale }: GemmOptions<Tensor> = {},
  ): Tensor {
    // Only where the kernel is ours: TFJS's own adds a fused bias once for every block of a sum.
    if (this.backend.id === 'wasm' && bias !== undefined && scale === undefined) {
      return this.tf.fused.matMul({ a, b, bias, transposeA, transposeB });
    }
    const product = this.matMul(a, b, { transposeA, transposeB, ...(scale !== undefined && { scale }) });
    return bias === undefined ? product : this.add(product, bias);
  }

  matMul(a: Tensor, b: Tensor, { transposeA = false, transposeB = false, scale = 1 }: MatMulOptions = {}): Tensor {
    const product = this.tf.matMul(a, b, transposeA, transposeB);
    return scale === 1 ? product : this.mul(product, scale);
  }

  add(a: Tensor, b: Tensor | number): Tensor {
    return this.tf.add(a, b);
  }

  sub(a: Tensor, b: Tensor): Tensor {
    return this.tf.sub(a, b);
  }

  mul(a: Tensor, b: Tensor | number): Tensor {
    return this.tf.mul(a, b);
  }

  div(a: Tensor, b: Tensor): Tensor {
    return this.tf.div(a, b);
  }

  exp(x: Tensor): Tensor {
    return this.tf.exp(x);
  }

  erf(x: Tensor): Tensor {
    return this.tf.erf(x);
  }

  sigmoid(x: Tensor): Tensor {
    return this.tf.sigmoid(x);
  }

  isPositive(x: Tensor): Tensor {
    return this.tf.cast(this.tf.greater(x, 0), 'float32');
  }

  softmax(x: Tensor): Tensor {
    return this.tf.softmax(x);
  }

  logSoftmax(x: Tensor): Tensor {
    return this.tf.logSoftmax(x);
  }

  reduceSum(x: Tensor, axis: 'first' | 'last' | 'all'): Tensor {
    if (axis === 'all') return this.tf.sum(x);
    return axis === 'first' ? this.tf.sum(x, 0) : this.tf.sum(x, -1, true);
  }

  transpose(x: Tensor, permutation: readonly number[]): Tensor {
    return this.tf.transpose(x, [...permutation]);
  }

  reshape(x: Tensor, shape: readonly Dimension[]): Tensor {
    return this.tf.reshape(x, resolveShape(shape, this.batch));
  }

  gather(table: Tensor, indices: Tensor): Tensor {
    return this.tf.gather(table, indices);
  }

  layerNorm(x: Tensor, weight: Tensor, bias: Tensor, epsilon: number): LayerNormResult<Tensor> {
    const { tf } = this;
    const mean = tf.mean(x, -1, true);
    const centred = tf.sub(x, mean);
    const inverseDeviation = tf.rsqrt(tf.add(tf.mean(tf.square(centred), -1, true), epsilon));
    return { output: tf.add(tf.mul(tf.mul(centred, inverseDeviation), weight), bias), mean, inverseDeviation };
  }

  dropoutMask(site: number, shape: readonly Dimension[], rate: number): Tensor {
    const { tf } = this;
    const dimensions = resolveShape(shape, this.batch);
    const kept = this.masks.mask(this.at.step, this.at.pass, site, { size: sizeOf(dimensions), rate });
    // TFJS has no uint8; its booleans are bytes.
    return tf.mul(tf.cast(tf.tensor(kept, dimensions, 'bool'), 'float32'), keptScale(rate));
  }

  scalar(value: number): Tensor {
    return this.tf.scalar(value);
  }

  scope<R>(run: () => R): R {
    const engine = this.tf.engine();
    engine.startScope();
    let kept: Tensor[] = [];
    try {
      const result = run();
      kept = this.#tensorsIn(result);
      return result;
    } finally {
      engine.endScope(kept);
    }
  }

  release(x: Tensor): void {
    x.dispose();
  }

  #tensorsIn(value: unknown): Tensor[] {
    if (value instanceof this.tf.Tensor) return [value];
    if (typeof value !== 'object' || value === null) return [];
    return Object.values(value).flatMap((part) => this.#tensorsIn(part));
  }
}
