import { fusedGemm, plainGemm } from './gemm.wasm';

/** A matrix in WebAssembly's memory: where it begins and its strides, in bytes. */
export interface MatrixPlace {
  readonly at: number;
  readonly row: number;
  readonly column: number;
}

export interface Product {
  /** Rows of A and C. */
  readonly m: number;
  /** Columns of B and C. */
  readonly n: number;
  /** Columns of A and rows of B. */
  readonly k: number;
}

/** C = alpha A B + bias; see scripts/gemm-wat.mjs. */
export interface Gemm {
  /** Whether a product is added by one instruction. */
  readonly isFused: boolean;
  /** @param c where C begins; its rows follow one another @param bias where its n elements begin; 0: none */
  multiply(shape: Product, a: MatrixPlace, b: MatrixPlace, c: number, alpha: number, bias: number, work: number): void;
  /** How many bytes `work` must have for a product with so many columns. */
  workBytes(n: number): number;
}

/** In this memory, by the fastest instructions that this machine's WebAssembly has. */
export function gemmOver(memory: WebAssembly.Memory): Gemm {
  const [fused, plain] = [fusedGemm, plainGemm].map((text) => Buffer.from(text, 'base64'));
  const isFused = fused !== undefined && WebAssembly.validate(fused);
  const module = new WebAssembly.Module((isFused ? fused : plain) ?? Buffer.alloc(0));
  const { gemm, workBytes } = new WebAssembly.Instance(module, { memory: { memory } }).exports;
  if (typeof gemm !== 'function' || typeof workBytes !== 'function') throw new Error('gemm.wasm lacks its functions');
  return {
    isFused,
    multiply: ({ m, n, k }, a, b, c, alpha, bias, work) => {
      gemm(m, n, k, a.at, a.row, a.column, b.at, b.row, b.column, c, alpha, bias, work);
    },
    workBytes: (n) => Number(workBytes(n)),
  };
}
