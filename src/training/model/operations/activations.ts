import type { Primitives } from '../primitives';

/**
 * A function between the two matrices of a feed-forward network. It is computed as
 * f(u) = outputScale * g(s) with s = inputScale * u, whose factors the products on both sides take for nothing.
 */
export interface Activation {
  readonly inputScale: number;
  readonly outputScale: number;
  /** g(s), and what `slope` needs besides s. */
  forward<T>(p: Primitives<T>, s: T): { readonly value: T; readonly kept: T };
  /** Which of the devices' own functions f is, if any. */
  readonly primitive?: 'gelu';
  /** g′(s) */
  slope<T>(p: Primitives<T>, s: T, kept: T): T;
}

/**
 * The GELU (Hendrycks and Gimpel 2016, arXiv 1606.08415): u Φ(u) = ½ u (1 + erf(u / √2)). With s = u / √2 and
 * g = s (1 + erf s) it is g / √2, which saves two passes over the widest tensor of the model each way; then
 * g′ = 1 + erf s + s erf′ s, with erf′ s = 2 / √π exp(-s²).
 */
const exactGelu: Activation = {
  primitive: 'gelu',
  inputScale: Math.SQRT1_2,
  outputScale: Math.SQRT1_2,
  forward: (p, s) => {
    const kept = p.add(p.erf(s), 1);
    return { value: p.mul(s, kept), kept };
  },
  slope: (p, s, onePlusErf) => p.add(onePlusErf, p.mul(p.div(s, p.exp(p.mul(s, s))), 2 / Math.sqrt(Math.PI))),
};

/**
 * The GELU's first approximation in the same paper, ½ u (1 + tanh(√(2/π) (u + 0.044715 u³))), of Google's own BERT code:
 * as ½ (1 + tanh z) = σ(2z) it is u σ(h(u)) with h(u) = a u + b u³.
 */
const tanhGelu = gated(2 * Math.sqrt(2 / Math.PI), 0.044_715 * 2 * Math.sqrt(2 / Math.PI));

/** tanh u = 2 (σ(2u) - ½), with the slope of σ: σ (1 - σ). */
const tanh: Activation = {
  inputScale: 2,
  outputScale: 2,
  forward: (p, s) => {
    const kept = p.sigmoid(s);
    return { value: p.add(kept, -0.5), kept };
  },
  slope: (p, _, sigmoid) => p.sub(sigmoid, p.mul(sigmoid, sigmoid)),
};

const relu: Activation = {
  inputScale: 1,
  outputScale: 1,
  forward: (p, s) => {
    const kept = p.isPositive(s);
    return { value: p.mul(s, kept), kept };
  },
  slope: (_, __, isPositive) => isPositive,
};

/** s σ(h(s)) with h(s) = a s + b s³. Its slope is σ + s σ (1 - σ) h′(s), with h′(s) = a + 3b s². */
function gated(a: number, b = 0): Activation {
  return {
    inputScale: 1,
    outputScale: 1,
    forward: (p, s) => {
      const gate = b === 0 ? p.mul(s, a) : p.mul(s, p.add(p.mul(p.mul(s, s), b), a));
      const kept = p.sigmoid(gate);
      return { value: p.mul(s, kept), kept };
    },
    slope: (p, s, sigmoid) => {
      const dGate = b === 0 ? p.mul(s, a) : p.mul(s, p.add(p.mul(p.mul(s, s), 3 * b), a));
      return p.add(sigmoid, p.mul(p.sub(sigmoid, p.mul(sigmoid, sigmoid)), dGate));
    },
  };
}

/** By the names of transformers' `ACT2FN`, where several are ways to compute the same function. */
export const activations = {
  gelu: exactGelu,
  gelu_python: exactGelu,
  gelu_new: tanhGelu,
  gelu_fast: tanhGelu,
  gelu_accurate: tanhGelu,
  gelu_pytorch_tanh: tanhGelu,
  gelu_python_tanh: tanhGelu,
  quick_gelu: gated(1.702),
  silu: gated(1),
  swish: gated(1),
  relu,
  tanh,
} as const satisfies Record<string, Activation>;

export type ActivationName = keyof typeof activations;

export function isActivationName(name: string): name is ActivationName {
  return Object.hasOwn(activations, name);
}
