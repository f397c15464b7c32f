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
 * The parameters and AdamW (see kernels.wat) on the device that computes the gradients, so that nothing of a model's size travels.
 * A step makes new tensors instead of writing into the old: TFJS's wasm backend keeps copies of what it has multiplied by.
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
    const { tf } = this.#backend;
    const total = tf.tidy(() => {
      const squares = Object.values(gradients).map((gradient) => tf.sum(tf.square(gradient)));
      return tf.sum(tf.stack(squares));
    });
    const [square = Number.NaN] = await total.data();
    total.dispose();
    return Math.sqrt(square);
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
    const { tf } = this.#backend;
    const trained = this.#find(name);
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
