import type { BertConfig } from '../../model/config';
import { isDecayed, isEmbeddingTable, parameterShapes, sizeOf } from '../../model/parameters';
import { adamWFactors, beta1, beta2, epsilon } from '../adamW';
import type { StepOptions, TrainingState } from '../executor';
import { type Kernels, kernelsOver } from '../kernels';
import { EmbeddingTable } from './embeddingTable';

/** The parameters of one kind of memory, by name: views that stay valid. */
export type Arrays = ReadonlyMap<string, Float32Array>;

const page = 65_536;
/** Elements that an array is padded to, so that the kernels need no remainders. The padding stays 0. */
const grain = 16;
/** Their order in the memory. The last has no tables. */
const blocks = { parameters: 0, gradients: 1, firstMoments: 2, secondMoments: 3, addends: 4 };

/**
 * Parameters, gradients and AdamW's two moments in one WebAssembly memory, where the graph reads and writes them and
 * the optimiser's kernel runs over them. Each kind is one block: embedding tables, then what decays, then the rest.
 * What is never written to, such as the moments of words that no sentence has, takes no room of the machine's.
 */
export class ParameterMemory {
  readonly parameters: Arrays;
  readonly gradients: Arrays;
  readonly firstMoments: Arrays;
  readonly secondMoments: Arrays;
  /** Of all parameters but the tables: gradients that are to be added to those there. */
  readonly addends: Arrays;
  readonly tables: ReadonlyMap<string, EmbeddingTable>;
  readonly #kernels: Kernels;
  /** Elements of a block, of the tables at its beginning, and of what decays after these. */
  readonly #size: number;
  readonly #inTables: number;
  readonly #decayed: number;

  /** @throws Error when the model is too large for a WebAssembly memory of 4 GiB: some 200 million parameters */
  constructor(config: BertConfig) {
    const parts = [...parameterShapes(config)].map(([name, shape]) => ({ name, shape, size: sizeOf(shape) }));
    const tables = parts.filter(({ name }) => isEmbeddingTable(name));
    const decayed = parts.filter(({ name }) => !isEmbeddingTable(name) && isDecayed(name));
    const rest = parts.filter(({ name }) => !isDecayed(name));
    const padded = (some: typeof parts) => some.reduce((sum, { size }) => sum + roundUp(size), 0);
    this.#inTables = padded(tables);
    this.#decayed = padded(decayed);
    this.#size = this.#inTables + this.#decayed + padded(rest);
    const pages = Math.ceil(this.#address(blocks.addends, this.#size) / page);
    if (pages > page) {
      throw new Error(`a model of ${this.#size} parameters does not fit the 4 GiB of a WebAssembly memory`);
    }
    const memory = new WebAssembly.Memory({ initial: pages });
    this.#kernels = kernelsOver(memory);
    const views = (block: number, some: typeof parts): Arrays => {
      let element = some === parts ? 0 : this.#inTables;
      const ordered = some === parts ? [...tables, ...decayed, ...rest] : some;
      return new Map(
        ordered.map(({ name, size }) => {
          const view = new Float32Array(memory.buffer, this.#address(block, element), size);
          element += roundUp(size);
          return [name, view];
        }),
      );
    };
    this.parameters = views(blocks.parameters, parts);
    this.gradients = views(blocks.gradients, parts);
    this.firstMoments = views(blocks.firstMoments, parts);
    this.secondMoments = views(blocks.secondMoments, parts);
    this.addends = views(blocks.addends, [...decayed, ...rest]);
    this.tables = new Map(
      tables.map(({ name, shape: [height = 0, width = 0] }) => {
        const viewOf = (arrays: Arrays) => arrays.get(name) ?? new Float32Array();
        const arrays = {
          parameters: viewOf(this.parameters),
          gradients: viewOf(this.gradients),
          firstMoments: viewOf(this.firstMoments),
          secondMoments: viewOf(this.secondMoments),
        };
        return [name, new EmbeddingTable(this.#kernels, arrays, height, width)];
      }),
    );
  }

  /** Sets what a state or a model folder holds. @throws Error naming an array that is absent or of another size */
  load(parameters: Arrays, moments: Pick<TrainingState, 'firstMoments' | 'secondMoments'> | undefined): void {
    fill(this.parameters, parameters);
    if (!moments) return;
    fill(this.firstMoments, moments.firstMoments);
    fill(this.secondMoments, moments.secondMoments);
    for (const table of this.tables.values()) table.findMoving();
  }

  /** Adds the addends to the gradients. */
  addUp(): void {
    this.#kernels.addTo(
      this.#address(blocks.gradients, this.#inTables),
      this.#address(blocks.addends, this.#inTables),
      this.#size - this.#inTables,
    );
  }

  /** The global L2 norm of the gradients. */
  gradientNorm(): number {
    const whole = this.#address(blocks.gradients, this.#inTables);
    let sum = this.#kernels.sumOfSquares(whole, this.#size - this.#inTables);
    for (const table of this.tables.values()) sum += table.sumOfSquares();
    return Math.sqrt(sum);
  }

  /** Clips the gradients and takes AdamW's step. */
  update(options: StepOptions, gradientNorm: number): void {
    const factors = adamWFactors(options, gradientNorm);
    const part = (start: number, count: number, keep: number) =>
      this.#kernels.adamW(
        this.#address(blocks.parameters, start),
        this.#address(blocks.gradients, start),
        this.#address(blocks.firstMoments, start),
        this.#address(blocks.secondMoments, start),
        count,
        factors.clip,
        beta1,
        1 - beta1,
        beta2,
        1 - beta2,
        factors.rate,
        factors.correction,
        epsilon,
        keep,
      );
    for (const table of this.tables.values()) table.update(factors);
    const notDecayed = this.#inTables + this.#decayed;
    part(this.#inTables, this.#decayed, factors.keep);
    part(notDecayed, this.#size - notDecayed, 1);
  }

  /** Makes every parameter what it is after the last step: tables put off what they can. */
  settle(): void {
    for (const table of this.tables.values()) table.catchUpAll();
  }

  copyState(): TrainingState {
    this.settle();
    return {
      parameters: copy(this.parameters),
      firstMoments: copy(this.firstMoments),
      secondMoments: copy(this.secondMoments),
    };
  }

  /** In bytes, of an element of a block. */
  #address(block: number, element = 0): number {
    const withoutTables = block === blocks.addends ? element - this.#inTables : element;
    return 4 * (block * this.#size + withoutTables);
  }
}

function roundUp(size: number): number {
  return Math.ceil(size / grain) * grain;
}

function fill(arrays: Arrays, values: ReadonlyMap<string, Float32Array>): void {
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
