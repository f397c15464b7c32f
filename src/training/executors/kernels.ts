import { kernelsWasm } from './kernels.wasm';

/** The functions of kernels.wat, over one memory. */
export interface Kernels {
  sumOfSquares(x: number, count: number): number;
  multiply(x: number, count: number, factor: number): void;
  addTo(x: number, y: number, count: number): void;
  sumRows(out: number, x: number, rows: number, columns: number): void;
  adamW(
    parameters: number,
    gradients: number,
    firstMoments: number,
    secondMoments: number,
    count: number,
    clip: number,
    beta1: number,
    oneLessBeta1: number,
    beta2: number,
    oneLessBeta2: number,
    rate: number,
    correction: number,
    epsilon: number,
    keep: number,
  ): void;
  randomBytes(
    out: number,
    count: number,
    block: number,
    counter1: number,
    counter2: number,
    counter3: number,
    key0: number,
    key1: number,
  ): void;
  keepAtLeast(bytes: number, count: number, threshold: number): void;
}

let compiled: WebAssembly.Module | undefined;

/** Lets the kernels work in this memory. */
export function kernelsOver(memory: WebAssembly.Memory): Kernels {
  compiled ??= new WebAssembly.Module(Buffer.from(kernelsWasm, 'base64'));
  const { exports } = new WebAssembly.Instance(compiled, { memory: { memory } });
  return {
    sumOfSquares: kernel(exports, 'sumOfSquares'),
    multiply: kernel(exports, 'multiply'),
    addTo: kernel(exports, 'addTo'),
    sumRows: kernel(exports, 'sumRows'),
    adamW: kernel(exports, 'adamW'),
    randomBytes: kernel(exports, 'randomBytes'),
    keepAtLeast: kernel(exports, 'keepAtLeast'),
  };
}

function kernel(exports: WebAssembly.Exports, name: keyof Kernels): (...args: number[]) => number {
  const found = exports[name];
  if (typeof found !== 'function') throw new Error(`kernels.wasm has no function ${name}`);
  return (...args) => Number(found(...args));
}
