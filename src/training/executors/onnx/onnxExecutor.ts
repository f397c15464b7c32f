import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { BertConfig } from '../../model/config';
import { sizeOf } from '../../model/parameters';
import { batchInputs, lossTarget, resolveShape, totalWeightOf } from '../batchInputs';
import { DropoutMasks } from '../dropoutMasks';
import type { Batch, Executor, StepOptions, StepResult, TrainingState } from '../executor';
import { type Pass, passesOf } from '../passes';
import { physicalCores } from '../physicalCores';
import { configToTrain, type ExecutorOptions, type StudentModel } from '../student';
import { type Feeds, feedsOf, maskFeeds, tensorsOf } from './feeds';
import { copy, ParameterMemory } from './parameterMemory';
import type { Provider } from './providers';
import { type LogitsGraph, recordLogits, targetInput } from './recordGraph';
import { createSession } from './session';
import { TrainingGraph } from './trainingGraph';

/** What ONNX Runtime calls it, and what people do. */
export interface NamedProvider {
  readonly id: Provider;
  readonly name: string;
}

/** BERT's step as one ONNX graph, run by ONNX Runtime; clipping and AdamW by a WebAssembly loop. */
export class OnnxExecutor implements Executor {
  readonly device: string;
  readonly #config: BertConfig;
  readonly #threads: number;
  readonly #provider: NamedProvider | undefined;
  readonly #microBatch: number | undefined;
  readonly #memory: ParameterMemory;
  readonly #parameterFeeds: Feeds;
  readonly #masks: DropoutMasks;
  #step: TrainingGraph | undefined;
  #logits: (LogitsGraph & { readonly session: InferenceSession }) | undefined;

  /**
   * @param provider what computes the graph instead of the CPU; its parameters are sent there at every step
   * @throws Error when the parameters are not those of the config
   */
  constructor(student: StudentModel, options: ExecutorOptions, provider?: NamedProvider) {
    this.#provider = provider;
    // Not the student: its arrays would stay in memory beside our own.
    this.#config = configToTrain(student, options);
    this.#threads = options.threads ?? physicalCores();
    const threads = `${this.#threads} ${this.#threads === 1 ? 'thread' : 'threads'}`;
    this.device = provider ? `ONNX Runtime ${provider.name}` : `ONNX Runtime CPU, ${threads}`;
    this.#memory = new ParameterMemory(student.config);
    this.#memory.load(student.parameters, options.moments);
    this.#microBatch = options.microBatch;
    this.#parameterFeeds = tensorsOf(student.config, this.#memory.parameters);
    this.#masks = new DropoutMasks(options.seed);
  }

  async step(batch: Batch, options: StepOptions): Promise<StepResult> {
    const loss = await this.#forwardBackward(batch, options.step);
    const gradientNorm = this.#memory.gradientNorm();
    this.#memory.update(options, gradientNorm);
    return { loss, gradientNorm };
  }

  async gradients(batch: Batch, step: number) {
    const loss = await this.#forwardBackward(batch, step);
    return { loss, gradients: copy(this.#memory.gradients) };
  }

  async logits(batch: Batch): Promise<Float32Array> {
    const inputs = batchInputs(batch, this.#config);
    if (!this.#logits) {
      const graph = recordLogits(this.#config, { plain: this.#provider !== undefined });
      this.#logits = { ...graph, session: await createSession(graph.model, { ...this.#engine, spinning: true }) };
    }
    this.#memory.settle();
    const { session, logits } = this.#logits;
    const results = await session.run({ ...this.#parameterFeeds, ...feedsOf(inputs) }, [logits]);
    return floats(results[logits]);
  }

  async state(): Promise<TrainingState> {
    return this.#memory.copyState();
  }

  dispose(): void {
    void this.#step?.session.release();
    void this.#logits?.session.release();
    this.#step = undefined;
    this.#logits = undefined;
  }

  get #engine() {
    return { provider: this.#provider?.id, threads: this.#threads };
  }

  /** Leaves the gradients in the memory. @returns the loss */
  async #forwardBackward(batch: Batch, step: number): Promise<number> {
    const config = this.#config;
    this.#step ??= await TrainingGraph.create(config, this.#memory, this.#engine);
    let loss = 0;
    const totalWeight = totalWeightOf(batch);
    for (const pass of passesOf(batch, this.#microBatch)) {
      loss += await this.#runPass(this.#step, pass, step, totalWeight);
      if (pass.index > 0) this.#memory.addUp();
    }
    return loss;
  }

  #runPass(graph: TrainingGraph, { batch, index }: Pass, step: number, totalWeight: number): Promise<number> {
    const config = this.#config;
    const inputs = batchInputs(batch, config);
    const target = lossTarget(batch, config.numLabels, totalWeight);
    const masks = this.#masks.fill(
      step,
      index,
      graph.graph.masks.map(({ shape, rate }) => ({ size: sizeOf(resolveShape(shape, inputs)), rate })),
    );
    const feeds = {
      ...this.#parameterFeeds,
      ...feedsOf(inputs),
      [targetInput]: new Tensor('float32', target, [target.length / config.numLabels, config.numLabels]),
      ...maskFeeds(graph.graph, inputs, masks),
    };
    return graph.run(inputs, feeds, index === 0);
  }
}

function floats(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new Error('ONNX Runtime returned no float32 tensor');
  return tensor.data;
}
