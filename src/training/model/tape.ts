import type { Primitives } from './primitives';

/** How the loss changes with a parameter. */
export type ParameterGradient<T> =
  | { readonly whole: T }
  /** Of a table that rows were taken from: `rows` [N, H], each to be added at its index in `at` [N]; 0 elsewhere. */
  | { readonly rows: T; readonly at: T };

/** What an operation makes: its output, and whatever its backward needs besides its inputs. */
export type Made<T> = { readonly output: T };

/** What an operation's backward makes. */
export interface Gradients<T> {
  /** Each input that is not a parameter, with its gradient. */
  readonly inputs: readonly (readonly [input: T, gradient: T])[];
  /** By parameter name. */
  readonly parameters?: Readonly<Record<string, ParameterGradient<T>>>;
}

export interface TapeOptions<T> {
  readonly parameter: (name: string) => T;
  /** Not in evaluation. */
  readonly dropout: boolean;
  /** Whether `backward` will be called: without it, nothing is kept. */
  readonly recording: boolean;
}

/**
 * Reverse-mode differentiation over primitives: an operation runs forward at once and notes how to run backward;
 * `backward` takes these notes in reverse. Both ways only ask for primitives, so that a device that computes does so
 * operation by operation, and one that records gets forward and backward as one graph.
 */
export class Tape<T> {
  readonly #notes: ((loss: T) => void)[] = [];
  readonly #gradients = new Map<T, T>();
  /** How many values and parameters a gradient belongs to: both terms of a sum have the same one. */
  readonly #owners = new Map<T, number>();
  readonly #parameterGradients = new Map<string, ParameterGradient<T>>();
  #sites = 0;

  constructor(
    readonly primitives: Primitives<T>,
    readonly options: TapeOptions<T>,
  ) {}

  parameter(name: string): T {
    return this.options.parameter(name);
  }

  /**
   * Numbers the places of dropout, in the order of the model.
   * @param rate the probability there @returns undefined where nothing is dropped
   */
  nextDropoutSite(rate: number): number | undefined {
    return this.options.dropout && rate > 0 ? this.#sites++ : undefined;
  }

  /**
   * Runs an operation forward and notes its backward.
   * @param backward from the gradient of the output, and what forward made, to the gradients of inputs and parameters
   */
  operation<M extends Made<T>>(forward: () => M, backward: (gradient: T, made: M) => Gradients<T>): T {
    const { primitives } = this;
    const made = primitives.scope(forward);
    if (!this.options.recording) return made.output;
    this.#notes.push((loss) => {
      const gradient = this.#gradients.get(made.output);
      if (gradient === undefined) throw new Error('an operation whose output nothing uses has no gradient');
      const { inputs, parameters = {} } = primitives.scope(() => backward(gradient, made));
      for (const [input, addend] of inputs) this.#accumulate(input, addend);
      for (const [name, value] of Object.entries(parameters)) {
        this.#parameterGradients.set(name, value);
        this.#own('whole' in value ? value.whole : value.rows);
      }
      this.#gradients.delete(made.output);
      this.#disown(gradient);
      // All that used the output came later on the tape, and is done.
      for (const value of Object.values<T | undefined>({ ...made })) {
        if (value !== undefined && value !== loss) primitives.release(value);
      }
    });
    return made.output;
  }

  /** Runs part of a model; where nothing is kept for a backward, what it made on the way is freed. */
  section(run: () => T): T {
    return this.options.recording ? run() : this.primitives.scope(run);
  }

  /**
   * The gradients of a scalar, by parameter name. Call it once; it frees everything on the tape but `loss` and the result.
   */
  backward(loss: T): ReadonlyMap<string, ParameterGradient<T>> {
    const one = this.primitives.scalar(1);
    this.#gradients.set(loss, one);
    this.#own(one);
    for (const note of this.#notes.reverse()) note(loss);
    return this.#parameterGradients;
  }

  #accumulate(input: T, addend: T): void {
    const sum = this.#gradients.get(input);
    const total = sum === undefined ? addend : this.primitives.add(sum, addend);
    this.#own(total);
    this.#gradients.set(input, total);
    if (sum === undefined) return;
    this.#disown(sum);
    if (!this.#owners.has(addend)) this.primitives.release(addend);
  }

  #own(gradient: T): void {
    this.#owners.set(gradient, (this.#owners.get(gradient) ?? 0) + 1);
  }

  #disown(gradient: T): void {
    const owners = (this.#owners.get(gradient) ?? 0) - 1;
    if (owners > 0) this.#owners.set(gradient, owners);
    else {
      this.#owners.delete(gradient);
      this.primitives.release(gradient);
    }
  }
}
