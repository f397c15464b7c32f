/** A dimension that the batch decides: its rows, their length, or rows * length. */
export type Dimension = number | 'rows' | 'length' | 'tokens';

/**
 * What a device must be able to do to run BERT's step. `T` is a tensor, or whatever stands for one while a graph is
 * being recorded. All tensors are float32 unless said; binary operations broadcast as NumPy's do.
 */
export interface Primitives<T> {
  /** scale * a b + bias, of matrices, `a` and `b` transposed first where asked; `bias` is a row. */
  gemm(a: T, b: T, options?: GemmOptions<T>): T;
  /** scale * a b over the last two axes of tensors whose other axes are equal. */
  matMul(a: T, b: T, options?: MatMulOptions): T;
  add(a: T, b: T | number): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T | number): T;
  div(a: T, b: T): T;
  exp(x: T): T;
  erf(x: T): T;
  sigmoid(x: T): T;
  /** 1 where x > 0, else 0. */
  isPositive(x: T): T;
  /** The exact GELU in one pass, where a device has that. */
  readonly gelu?: ((x: T) => T) | undefined;
  /** Over the last axis. */
  softmax(x: T): T;
  /** Over the last axis. */
  logSoftmax(x: T): T;
  /** `last` keeps the axis, of size 1; `first` and `all` drop what they sum over. */
  reduceSum(x: T, axis: 'first' | 'last' | 'all'): T;
  transpose(x: T, permutation: readonly number[]): T;
  reshape(x: T, shape: readonly Dimension[]): T;
  /** Rows of a table [V, H] at int32 `indices` [N]: [N, H]. */
  gather(table: T, indices: T): T;
  /** Over the last axis. */
  layerNorm(x: T, weight: T, bias: T, epsilon: number): LayerNormResult<T>;
  /**
   * 0 with the probability `rate`, else what makes the expectation 1. The same seed, step and site give the same mask on
   * every device.
   */
  dropoutMask(site: number, shape: readonly Dimension[], rate: number): T;
  scalar(value: number): T;

  /** Frees every tensor made inside, but those returned (alone, in an array or in an object). */
  scope<R>(run: () => R): R;
  /** Frees a tensor that nothing needs any more. */
  release(x: T): void;
}

export interface MatMulOptions {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  /** 1 where absent. */
  readonly scale?: number;
}

export interface GemmOptions<T> extends MatMulOptions {
  readonly bias?: T;
}

export interface LayerNormResult<T> {
  /** (x - mean) * inverseDeviation * weight + bias */
  readonly output: T;
  /** [..., 1] */
  readonly mean: T;
  /** [..., 1]: 1 / sqrt(variance + epsilon) */
  readonly inverseDeviation: T;
}
