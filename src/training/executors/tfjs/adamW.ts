import type { Tensor } from '@tensorflow/tfjs-core';
import { isDecayed, parameterShapes, sizeOf } from '../../model/parameters';
import { type AdamWFactors, beta1, beta2, epsilon } from '../adamW';
import type { TrainingState } from '../executor';
import type { ExecutorOptions, StudentModel } from '../student';
import type { TfjsBackend } from './backend';

/** A parameter with its moments. */
interface Trained {
  value: Tensor;
  first: Tensor;
  second: Tensor;
}

/**
 * The parameters and AdamW (see kernels.wat) on the device that computes the gradients, so that nothing of a model's size
 * travels. Where our own kernels reach the tensors, a step writes into them; elsewhere it makes new ones.
 */
export class TfjsAdamW {
  readonly #backend: TfjsBackend;
  readonly #trained = new Map<string, Trained>();

  /** @throws Error naming a parameter or moment that is absent or of another size */
  constructor(backend: TfjsBackend, student: StudentModel, moments: ExecutorOptions['moments']) {
    this.#backend = backend;
    const { tf } = backend;
    for (const [name, shape] of parameterShapes(student.config)) {
      const tensor = (values: ReadonlyMap<string, Float32Array>) => {
        const data = values.get(name);
        const size = sizeOf(shape);
        if (data?.length !== size) {
          throw new Error(`${name} has ${data?.length ?? 'no'} values, but the model needs ${size}`);
        }
        // A copy: some backends keep the array itself.
        return tf.tensor(data.slice(), [...shape]);
      };
      this.#trained.set(name, {
        value: tensor(student.parameters),
        first: moments ? tensor(moments.firstMoments) : tf.zeros([...shape]),
        second: moments ? tensor(moments.secondMoments) : tf.zeros([...shape]),
      });
    }
  }

  parameter(name: string): Tensor {
    return this.#find(name).value;
  }

  /** The global L2 norm. */
  async norm(gradients: Readonly<Record<string, Tensor>>): Promise<number> {
    const { tf, memory } = this.#backend;
    const [inMemory, others] = memory ? parted(Object.values(gradients), 8) : [[], Object.values(gradients)];
    const sums = inMemory.map((gradient) => memory?.kernels.sumOfSquares(memory.at(gradient), gradient.size) ?? 0);
    const known = sums.reduce((a, b) => a + b, 0);
    if (others.length === 0) return Math.sqrt(known);
    const total = tf.tidy(() => {
      const squares = others.map((gradient) => tf.sum(tf.square(gradient)));
      return tf.sum(tf.stack(squares));
    });
    const [square = Number.NaN] = await total.data();
    total.dispose();
    return Math.sqrt(known + square);
  }

  update(gradients: Readonly<Record<string, Tensor>>, factors: AdamWFactors): void {
    for (const [name, gradient] of Object.entries(gradients)) this.#updateOne(name, gradient, factors);
  }

  async state(): Promise<TrainingState> {
    const copies = async (part: keyof Trained) => {
      const arrays = new Map<string, Float32Array>();
      for (const [name, trained] of this.#trained) arrays.set(name, Float32Array.from(await trained[part].data()));
      return arrays;
    };
    return {
      parameters: await copies('value'),
      firstMoments: await copies('first'),
      secondMoments: await copies('second'),
    };
  }

  dispose(): void {
    for (const { value, first, second } of this.#trained.values()) this.#backend.tf.dispose([value, first, second]);
    this.#trained.clear();
  }

  #updateOne(name: string, gradient: Tensor, { clip, rate, correction, keep }: AdamWFactors): void {
    const { tf, memory } = this.#backend;
    const trained = this.#find(name);
    if (memory && gradient.size % 4 === 0) {
      const [w, g, m, v] = [trained.value, gradient, trained.first, trained.second].map((tensor) => memory.at(tensor));
      const kept = isDecayed(name) ? keep : 1;
      memory.kernels.adamW(
        ...([w ?? 0, g ?? 0, m ?? 0, v ?? 0, gradient.size, clip] as const),
        ...([beta1, 1 - beta1, beta2, 1 - beta2, rate, correction, epsilon, kept] as const),
      );
      return;
    }
    const old = { ...trained };
    const [value, first, second] = tf.tidy(() => {
      const g = tf.mul(gradient, clip);
      const m = tf.add(tf.mul(old.first, beta1), tf.mul(g, 1 - beta1));
      const v = tf.add(tf.mul(old.second, beta2), tf.mul(tf.square(g), 1 - beta2));
      const kept = isDecayed(name) ? tf.mul(old.value, keep) : old.value;
      const change = tf.div(tf.mul(m, rate), tf.add(tf.mul(tf.sqrt(v), correction), epsilon));
      return [tf.sub(kept, change), m, v] satisfies Tensor[];
    });
    Object.assign(trained, { value, first, second });
    tf.dispose([old.value, old.first, old.second]);
  }

  #find(name: string): Trained {
    const trained = this.#trained.get(name);
    if (!trained) throw new Error(`the model has no parameter ${name}`);
    return trained;
  }
}

/** Those whose size is a multiple of `unit`, and the others. */
function parted(tensors: readonly Tensor[], unit: number): [Tensor[], Tensor[]] {
  const fits = ({ size }: Tensor) => size % unit === 0;
  return [tensors.filter(fits), tensors.filter((tensor) => !fits(tensor))];
}
