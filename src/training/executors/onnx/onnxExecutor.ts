import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { batchInputs, lossTarget, resolveShape } from '../batchInputs';
import { DropoutMasks } from '../dropoutMasks';
import type { Batch, Executor, StepOptions, StepResult, TrainingState } from '../executor';
import { physicalCores } from '../physicalCores';
import type { ExecutorOptions, StudentModel } from '../student';
import { type Feeds, feedsOf, maskFeeds, tensorsOf } from './feeds';
import { copy, fill, ParameterMemory } from './parameterMemory';
import { type LogitsGraph, recordLogits, targetInput } from './recordGraph';
import { createSession } from './session';
import { TrainingGraph } from './trainingGraph';

/** BERT's step as one ONNX graph, run by ONNX Runtime on the CPU; clipping and AdamW by a WebAssembly loop. */
export class OnnxExecutor implements Executor {
  readonly device: string;
  readonly #student: StudentModel;
  readonly #threads: number;
  readonly #memory: ParameterMemory;
  readonly #parameterFeeds: Feeds;
  readonly #masks: DropoutMasks | undefined;
  #step: TrainingGraph | undefined;
  #logits: (LogitsGraph & { readonly session: InferenceSession }) | undefined;

  /** @throws Error when the parameters are not those of the config */
  constructor(student: StudentModel, options: ExecutorOptions) {
    this.#student = student;
    this.#threads = options.threads ?? physicalCores();
    this.device = `ONNX Runtime CPU, ${this.#threads} ${this.#threads === 1 ? 'thread' : 'threads'}`;
    this.#memory = new ParameterMemory(student.config);
    fill(this.#memory.parameters, student.parameters);
    if (options.moments) {
      fill(this.#memory.firstMoments, options.moments.firstMoments);
      fill(this.#memory.secondMoments, options.moments.secondMoments);
    }
    this.#parameterFeeds = tensorsOf(student.config, this.#memory.parameters);
    this.#masks = options.dropout > 0 ? new DropoutMasks(options.seed, options.dropout) : undefined;
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
    const inputs = batchInputs(batch, this.#student.config);
    if (!this.#logits) {
      const graph = recordLogits(this.#student.config);
      this.#logits = { ...graph, session: await createSession(graph.model, this.#threads) };
    }
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

  /** Leaves the gradients in the memory. @returns the loss */
  async #forwardBackward(batch: Batch, step: number): Promise<number> {
    const { config } = this.#student;
    const inputs = batchInputs(batch, config);
    this.#step ??= await TrainingGraph.create(config, this.#memory, this.#threads, this.#masks?.keptScale);
    const target = lossTarget(batch, config.numLabels);
    const masks = this.#masks?.fill(
      step,
      this.#step.graph.maskShapes.map((shape) => resolveShape(shape, inputs).reduce((a, b) => a * b)),
    );
    return this.#step.run(inputs, {
      ...this.#parameterFeeds,
      ...feedsOf(inputs),
      [targetInput]: new Tensor('float32', target, [target.length / config.numLabels, config.numLabels]),
      ...maskFeeds(this.#step.graph, inputs, masks ?? []),
    });
  }
}

function floats(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new Error('ONNX Runtime returned no float32 tensor');
  return tensor.data;
}
