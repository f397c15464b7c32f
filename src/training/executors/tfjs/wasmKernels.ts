import * as tf from '@tensorflow/tfjs-core';
import { kernelsOver } from '../kernels';
import type { TensorMemory } from './backend';
import { type Gemm, gemmOver } from './gemm';

/** What is used of TFJS's wasm backend, which does not describe it. */
interface WasmBackend {
  readonly wasm: {
    readonly asm: { readonly memory: WebAssembly.Memory };
    _malloc(bytes: number): number;
    _free(at: number): void;
  };
  readonly dataIdMap: { get(id: object): { readonly memoryOffset: number } };
  makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo;
}

/**
 * Puts our kernels in the place of some of TFJS's. Its matrix product is 2 times slower at plain matrices, up to 50 times
 * at transposed ones, wrong where a bias is fused, and keeps copies of what it has multiplied by; its sum of rows
 * transposes them first.
 */
export function installKernels(backend: unknown): { readonly isRelaxed: boolean; readonly memory: TensorMemory } {
  if (!isWasmBackend(backend)) throw new Error('TFJS’s wasm backend is another than this was written for');
  const { wasm } = backend;
  const gemm = gemmOver(wasm.asm.memory);
  const room = new WorkRoom(backend, gemm);
  const offset = ({ dataId }: tf.TensorInfo) => backend.dataIdMap.get(dataId).memoryOffset;

  const multiply = (
    a: tf.TensorInfo,
    b: tf.TensorInfo,
    transposeA: boolean,
    transposeB: boolean,
    bias?: tf.TensorInfo,
  ) => {
    const [aRows = 1, aColumns = 1] = a.shape.slice(-2);
    const [bRows = 1, bColumns = 1] = b.shape.slice(-2);
    const [m, k] = transposeA ? [aColumns, aRows] : [aRows, aColumns];
    const [inner, n] = transposeB ? [bColumns, bRows] : [bRows, bColumns];
    const [batch, batchOfB] = [sizeOf(a.shape.slice(0, -2)), sizeOf(b.shape.slice(0, -2))];
    if (k !== inner || batch !== batchOfB) throw new Error(`no product of [${a.shape}] and [${b.shape}]`);
    const output = backend.makeOutput([...a.shape.slice(0, -2), m, n], 'float32');
    // After the output, whose room may have moved nothing but may have grown the memory.
    const [atA, atB, atC, atBias] = [offset(a), offset(b), offset(output), bias ? offset(bias) : 0];
    const strides = (columns: number, isTransposed: boolean) =>
      isTransposed ? { row: 4, column: columns * 4 } : { row: columns * 4, column: 4 };
    const [ofA, ofB] = [strides(aColumns, transposeA), strides(bColumns, transposeB)];
    const work = room.for(n);
    for (let index = 0; index < batch; index++) {
      const [placeA, placeB] = [
        { at: atA + index * m * k * 4, ...ofA },
        { at: atB + index * k * n * 4, ...ofB },
      ];
      gemm.multiply({ m, n, k }, placeA, placeB, atC + index * m * n * 4, 1, atBias, work);
    }
    return output;
  };

  replaceKernel('BatchMatMul', ({ inputs: { a, b }, attrs: { transposeA, transposeB } }: MatMulArguments) =>
    multiply(a, b, transposeA, transposeB),
  );
  replaceKernel('_FusedMatMul', ({ inputs: { a, b, bias }, attrs: { transposeA, transposeB } }: MatMulArguments) =>
    multiply(a, b, transposeA, transposeB, bias),
  );

  const kernels = kernelsOver(wasm.asm.memory);
  const sum = tf.getKernel('Sum', 'wasm').kernelFunc;
  replaceKernel('Sum', ({ inputs, attrs }: SumArguments) => {
    const { x } = inputs;
    const [rows = 0, columns = 0] = x.shape;
    const isOfRows =
      x.shape.length === 2 && !attrs.keepDims && [attrs.axis].flat().join() === '0' && x.dtype === 'float32';
    if (!isOfRows || rows === 0 || columns % 4 !== 0) return sum({ inputs, attrs, backend });
    const output = backend.makeOutput([columns], 'float32');
    kernels.sumRows(offset(output), offset(x), rows, columns);
    return output;
  });
  return { isRelaxed: gemm.isFused, memory: { kernels, at: offset } };
}

interface MatMulArguments {
  readonly inputs: { readonly a: tf.TensorInfo; readonly b: tf.TensorInfo; readonly bias?: tf.TensorInfo };
  readonly attrs: { readonly transposeA: boolean; readonly transposeB: boolean };
}

interface SumArguments {
  readonly inputs: { x: tf.TensorInfo };
  readonly attrs: { axis: number | number[]; keepDims: boolean };
}

function replaceKernel<T>(kernelName: string, run: (given: T) => tf.TensorInfo | tf.TensorInfo[]): void {
  tf.unregisterKernel(kernelName, 'wasm');
  // TFJS gives each kernel its own inputs under one type.
  const kernelFunc = run as unknown as tf.KernelFunc;
  tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
}

/** The memory that products are packed in: kept, and made larger when a wider one comes. */
class WorkRoom {
  #at = 0;
  #bytes = 0;

  constructor(
    readonly backend: WasmBackend,
    readonly gemm: Gemm,
  ) {}

  for(columns: number): number {
    const wanted = this.gemm.workBytes(columns) + 64;
    if (wanted > this.#bytes) {
      if (this.#at !== 0) this.backend.wasm._free(this.#at);
      this.#at = this.backend.wasm._malloc(wanted);
      this.#bytes = wanted;
    }
    // At a cache line, whatever malloc gives.
    return (this.#at + 63) & -64;
  }
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1);
}

function isWasmBackend(backend: unknown): backend is WasmBackend {
  if (typeof backend !== 'object' || backend === null || !('wasm' in backend) || !('makeOutput' in backend))
    return false;
  const { wasm } = backend;
  if (typeof wasm !== 'object' || wasm === null || !('asm' in wasm) || !('_malloc' in wasm)) return false;
  return typeof wasm.asm === 'object' && wasm.asm !== null && 'memory' in wasm.asm;
}
