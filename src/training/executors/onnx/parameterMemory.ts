import type { BertConfig } from '../../model/config';
import { isDecayed, parameterShapes, sizeOf } from '../../model/parameters';
import { adamWFactors, beta1, beta2, epsilon } from '../adamW';
import type { StepOptions, TrainingState } from '../executor';
import { type Kernels, kernelsOver } from '../kernels';

/** The parameters of one kind of memory, by name: views that stay valid. */
export type Arrays = ReadonlyMap<string, Float32Array>;

const page = 65_536;
/** Elements that an array is padded to, so that the kernels need no remainders. The padding stays 0. */
const grain = 16;
/** Their order in the memory. */
const blocks = { parameters: 0, gradients: 1, firstMoments: 2, secondMoments: 3 };

/**
 * Parameters, gradients and AdamW's two moments in one WebAssembly memory, where the graph reads and writes them and
 * the optimiser's kernel runs over them: each kind is one block, those that decay first.
 */
export class ParameterMemory {
  readonly parameters: Arrays;
  readonly gradients: Arrays;
  readonly firstMoments: Arrays;
  readonly secondMoments: Arrays;
  readonly #kernels: Kernels;
  /** Elements of a block, and of its part that decays. */
  readonly #size: number;
  readonly #decayed: number;

  /** @throws Error when the model is too large for a WebAssembly memory: 4 GiB, which is 268 million parameters */
  constructor(config: BertConfig) {
    const names = [...parameterShapes(config)].map(([name, shape]) => ({ name, size: sizeOf(shape) }));
    const padded = (parts: typeof names) => parts.reduce((sum, { size }) => sum + Math.ceil(size / grain) * grain, 0);
    const decayed = names.filter(({ name }) => isDecayed(name));
    const inOrder = [...decayed, ...names.filter(({ name }) => !isDecayed(name))];
    this.#decayed = padded(decayed);
    this.#size = padded(inOrder);
    const pages = Math.ceil((4 * 4 * this.#size) / page);
    if (pages > page) {
      throw new Error(`a model of ${this.#size} parameters does not fit the 4 GiB of a WebAssembly memory`);
    }
    const memory = new WebAssembly.Memory({ initial: pages });
    this.#kernels = kernelsOver(memory);
    const block = (index: number): Arrays => {
      let offset = this.#address(index);
      return new Map(
        inOrder.map(({ name, size }) => {
          const view = new Float32Array(memory.buffer, offset, size);
          offset += 4 * Math.ceil(size / grain) * grain;
          return [name, view];
        }),
      );
    };
    this.parameters = block(blocks.parameters);
    this.gradients = block(blocks.gradients);
    this.firstMoments = block(blocks.firstMoments);
    this.secondMoments = block(blocks.secondMoments);
  }

  /** The global L2 norm of the gradients. */
  gradientNorm(): number {
    return Math.sqrt(this.#kernels.sumOfSquares(this.#address(blocks.gradients), this.#size));
  }

  /** Clips the gradients and takes AdamW's step. */
  update(options: StepOptions, gradientNorm: number): void {
    const { clip, rate, correction, keep } = adamWFactors(options, gradientNorm);
    const part = (start: number, count: number, kept: number) =>
      this.#kernels.adamW(
        this.#address(blocks.parameters, start),
        this.#address(blocks.gradients, start),
        this.#address(blocks.firstMoments, start),
        this.#address(blocks.secondMoments, start),
        count,
        clip,
        beta1,
        1 - beta1,
        beta2,
        1 - beta2,
        rate,
        correction,
        epsilon,
        kept,
      );
    part(0, this.#decayed, keep);
    part(this.#decayed, this.#size - this.#decayed, 1);
  }

  copyState(): TrainingState {
    return {
      parameters: copy(this.parameters),
      firstMoments: copy(this.firstMoments),
      secondMoments: copy(this.secondMoments),
    };
  }

  /** In bytes, of an element of a block. */
  #address(block: number, element = 0): number {
    return 4 * (block * this.#size + element);
  }
}

/** @throws Error naming an array that is absent or of another size */
export function fill(arrays: Arrays, values: ReadonlyMap<string, Float32Array>): void {
  for (const [name, array] of arrays) {
    const value = values.get(name);
    if (value?.length !== array.length) {
      throw new Error(`${name} has ${value?.length ?? 'no'} values, but the model needs ${array.length}`);
    }
    array.set(value);
  }
}

export function copy(arrays: Arrays): Map<string, Float32Array> {
  return new Map([...arrays].map(([name, array]) => [name, array.slice()]));
}
