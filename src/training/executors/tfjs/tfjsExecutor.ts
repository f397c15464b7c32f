import type { Tensor } from '@tensorflow/tfjs-core';
import { type BertInputs, classifyTokens, tokenClassificationLoss } from '../../model/bert';
import type { BertConfig } from '../../model/config';
import { parameterShapes } from '../../model/parameters';
import { type ParameterGradient, Tape } from '../../model/tape';
import { adamWFactors } from '../adamW';
import { type BatchInputs, batchInputs, lossTarget, totalWeightOf } from '../batchInputs';
import { DropoutMasks } from '../dropoutMasks';
import type { Batch, Executor, StepOptions, StepResult, TrainingState } from '../executor';
import { type Pass, passesOf } from '../passes';
import { configToTrain, type ExecutorOptions, type StudentModel } from '../student';
import { TfjsAdamW } from './adamW';
import { addUpRows } from './addUpRows';
import type { TfjsBackend } from './backend';
import { TfjsPrimitives } from './tfjsPrimitives';

type Gradients = Readonly<Record<string, Tensor>>;

/** BERT's step operation by operation, on a TFJS backend. */
export class TfjsExecutor implements Executor {
  readonly device: string;
  readonly #config: BertConfig;
  readonly #backend: TfjsBackend;
  readonly #masks: DropoutMasks;
  readonly #microBatch: number | undefined;
  readonly #optimizer: TfjsAdamW;

  /** @throws Error when the parameters are not those of the config */
  constructor(backend: TfjsBackend, student: StudentModel, options: ExecutorOptions) {
    this.device = backend.device;
    this.#backend = backend;
    this.#config = configToTrain(student, options);
    this.#masks = new DropoutMasks(options.seed);
    this.#microBatch = options.microBatch;
    this.#optimizer = new TfjsAdamW(backend, student, options.moments);
  }

  async step(batch: Batch, options: StepOptions): Promise<StepResult> {
    const { loss, gradients } = await this.#forwardBackward(batch, options.step);
    const gradientNorm = await this.#optimizer.norm(gradients);
    this.#optimizer.update(gradients, adamWFactors(options, gradientNorm));
    this.#backend.tf.dispose(Object.values(gradients));
    return { loss, gradientNorm };
  }

  async gradients(batch: Batch, step: number) {
    const { loss, gradients } = await this.#forwardBackward(batch, step);
    const copies = new Map<string, Float32Array>();
    for (const [name, gradient] of Object.entries(gradients)) copies.set(name, await floatsOf(gradient));
    this.#backend.tf.dispose(Object.values(gradients));
    return { loss, gradients: copies };
  }

  async logits(batch: Batch): Promise<Float32Array> {
    await this.#use();
    const config = this.#config;
    const inputs = batchInputs(batch, config);
    const primitives = new TfjsPrimitives(this.#backend, inputs, { step: 0, pass: 0 }, this.#masks);
    const logits = primitives.scope(() => {
      const tape = new Tape<Tensor>(primitives, { parameter: this.#parameter, dropout: false, recording: false });
      return classifyTokens(tape, config, this.#tensorsOf(inputs));
    });
    const values = await floatsOf(logits);
    logits.dispose();
    return values;
  }

  async state(): Promise<TrainingState> {
    await this.#use();
    return this.#optimizer.state();
  }

  dispose(): void {
    this.#optimizer.dispose();
  }

  readonly #parameter = (name: string): Tensor => this.#optimizer.parameter(name);

  async #forwardBackward(batch: Batch, step: number): Promise<{ loss: number; gradients: Gradients }> {
    await this.#use();
    const totalWeight = totalWeightOf(batch);
    const sum: { loss: number; gradients: Gradients } = { loss: 0, gradients: {} };
    for (const pass of passesOf(batch, this.#microBatch)) {
      const { loss, gradients } = await this.#runPass(pass, step, totalWeight);
      sum.loss += loss;
      sum.gradients = pass.index === 0 ? gradients : this.#addUp(sum.gradients, gradients);
    }
    return sum;
  }

  /** Frees both. */
  #addUp(sums: Gradients, addends: Gradients): Gradients {
    const { tf } = this.#backend;
    const added: Record<string, Tensor> = {};
    for (const [name, sum] of Object.entries(sums)) {
      const addend = addends[name];
      if (!addend) throw new Error(`a later pass has no gradient of ${name}`);
      added[name] = tf.add(sum, addend);
      tf.dispose([sum, addend]);
    }
    return added;
  }

  async #runPass({ batch, index }: Pass, step: number, totalWeight: number) {
    const config = this.#config;
    const inputs = batchInputs(batch, config);
    const primitives = new TfjsPrimitives(this.#backend, inputs, { step, pass: index }, this.#masks);
    const { loss, gradients } = primitives.scope(() => {
      const tape = new Tape<Tensor>(primitives, {
        parameter: this.#parameter,
        dropout: true,
        recording: true,
      });
      const shape: [number, number] = [inputs.ids.length, config.numLabels];
      const target = this.#backend.tf.tensor2d(lossTarget(batch, config.numLabels, totalWeight), shape);
      const tensors = this.#tensorsOf(inputs);
      const loss = tokenClassificationLoss(tape, config, tensors, target);
      const indices = new Map([
        [tensors.ids, inputs.ids],
        [tensors.positions, inputs.positions],
        [tensors.types, inputs.types],
      ]);
      return { loss, gradients: this.#wholeGradients(tape.backward(loss), indices) };
    });
    const [value = Number.NaN] = await floatsOf(loss);
    loss.dispose();
    return { loss: value, gradients };
  }

  /** @param indices what the tensors hold that say where rows of tables go */
  #wholeGradients(
    gradients: ReadonlyMap<string, ParameterGradient<Tensor>>,
    indices: ReadonlyMap<Tensor, Int32Array>,
  ): Gradients {
    const shapes = parameterShapes(this.#config);
    const whole: Record<string, Tensor> = {};
    for (const [name, gradient] of gradients) {
      const [height = 0] = shapes.get(name) ?? [];
      if ('whole' in gradient) {
        whole[name] = gradient.whole;
        continue;
      }
      const at = indices.get(gradient.at);
      if (!at) throw new Error(`the rows of ${name} were taken by no input`);
      whole[name] = addUpRows(this.#backend, gradient.rows, at, height);
    }
    return whole;
  }

  #tensorsOf(inputs: BatchInputs): BertInputs<Tensor> {
    const { tf } = this.#backend;
    const { rows, length } = inputs;
    return {
      ids: tf.tensor1d(inputs.ids, 'int32'),
      positions: tf.tensor1d(inputs.positions, 'int32'),
      types: tf.tensor1d(inputs.types, 'int32'),
      attentionBias: tf.tensor4d(inputs.attentionBias, [rows, 1, length, length]),
    };
  }

  /** Another executor may have switched the backend of this TFJS. */
  async #use(): Promise<void> {
    await this.#backend.tf.setBackend(this.#backend.id);
  }
}

async function floatsOf(tensor: Tensor): Promise<Float32Array> {
  const data = await tensor.data();
  if (!(data instanceof Float32Array)) throw new Error(`TFJS returned ${tensor.dtype} instead of float32`);
  return data;
}
