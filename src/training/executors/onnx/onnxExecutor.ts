import { InferenceSession, Tensor } from 'onnxruntime-node';
import { parameterShapes } from '../../model/parameters';
import { type BatchInputs, batchInputs, lossTarget, resolveShape } from '../batchInputs';
import { DropoutMasks } from '../dropoutMasks';
import type { Batch, Executor, StepOptions, StepResult, TrainingState } from '../executor';
import { physicalCores } from '../physicalCores';
import { RowGradients } from '../rowGradients';
import type { ExecutorOptions, StudentModel } from '../student';
import { GraphPrimitives } from './graphPrimitives';
import type { Value } from './onnxGraph';
import { copy, fill, ParameterMemory } from './parameterMemory';
import { graphInputs, type LogitsGraph, recordLogits, recordStep, type StepGraph, targetInput } from './recordGraph';

type Feeds = Record<string, Tensor>;

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
    this.#parameterFeeds = tensorsOf(student, this.#memory.parameters);
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
    this.#step ??= await TrainingGraph.create(this.#student, this.#memory, this.#threads, this.#masks?.keptScale);
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

/** The session of forward and backward, whose results land in preallocated arrays. */
class TrainingGraph {
  readonly #loss = new Float32Array(1);
  #rows = new Float32Array();

  private constructor(
    readonly graph: StepGraph,
    readonly session: InferenceSession,
    readonly hiddenSize: number,
    /** Of whole gradients, by output. */
    readonly fetches: Readonly<Feeds>,
    /** Of tables: the output that all of them share, and which input says where its rows go. */
    readonly tables: readonly { readonly rows: Value; readonly at: Value; readonly gradient: RowGradients }[],
  ) {}

  static async create(student: StudentModel, memory: ParameterMemory, threads: number, keptScale: number | undefined) {
    const graph = recordStep(student.config, keptScale);
    const session = await createSession(graph.model, threads);
    const gradients = tensorsOf(student, memory.gradients);
    const fetches: Feeds = {};
    const tables: TrainingGraph['tables'][number][] = [];
    for (const [name, gradient] of graph.gradients) {
      const tensor = gradients[name];
      const array = memory.gradients.get(name);
      if (!tensor || !array) throw new Error(`the model has no parameter ${name}`);
      if ('whole' in gradient) fetches[gradient.whole] = tensor;
      else tables.push({ ...gradient, gradient: new RowGradients(array, student.config.hiddenSize) });
    }
    return new TrainingGraph(graph, session, student.config.hiddenSize, fetches, tables);
  }

  async run(inputs: BatchInputs, feeds: Feeds): Promise<number> {
    const pieces = inputs.rows * inputs.length;
    if (this.#rows.length !== pieces * this.hiddenSize) this.#rows = new Float32Array(pieces * this.hiddenSize);
    const rows = new Tensor('float32', this.#rows, [pieces, this.hiddenSize]);
    await this.session.run(feeds, {
      ...this.fetches,
      ...Object.fromEntries(this.tables.map((table) => [table.rows, rows])),
      [this.graph.loss]: new Tensor('float32', this.#loss, []),
    });
    for (const { at, gradient } of this.tables) gradient.set(this.#rows, indicesAt(inputs, at));
    return this.#loss[0] ?? Number.NaN;
  }
}

function createSession(model: Uint8Array, threads: number): Promise<InferenceSession> {
  return InferenceSession.create(model, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    // Batches differ in shape: a planned block for each shape ever seen would be kept.
    enableMemPattern: false,
    // Errors only: the CPU provider warns of nodes that it folds at run time.
    logSeverityLevel: 3,
    extra: {
      // These two undo the transpositions that `GraphPrimitives.gemm` makes on purpose.
      optimization: { disable_specified_optimizers: 'GemmTransposeFusion;MatmulTransposeFusion' },
      // Threads that wait in a loop between operations take the cores from the editor, and from each other.
      session: { intra_op: { allow_spinning: '0' } },
    },
  });
}

/** Tensors over arrays of the model's parameters, by name. */
function tensorsOf({ config }: StudentModel, arrays: ReadonlyMap<string, Float32Array>): Feeds {
  const tensors: Feeds = {};
  for (const [name, shape] of parameterShapes(config)) {
    const array = arrays.get(name);
    if (array) tensors[name] = new Tensor('float32', array, shape);
  }
  return tensors;
}

function feedsOf(inputs: BatchInputs): Feeds {
  const { rows, length } = inputs;
  return {
    [graphInputs.ids]: new Tensor('int32', inputs.ids, [rows * length]),
    [graphInputs.positions]: new Tensor('int32', inputs.positions, [rows * length]),
    [graphInputs.types]: new Tensor('int32', inputs.types, [rows * length]),
    [graphInputs.attentionBias]: new Tensor('float32', inputs.attentionBias, [rows, 1, length, length]),
  };
}

function maskFeeds(graph: StepGraph, inputs: BatchInputs, masks: readonly Uint8Array[]): Feeds {
  const feeds: Feeds = {};
  masks.forEach((mask, site) => {
    const shape = resolveShape(graph.maskShapes[site] ?? [], inputs);
    feeds[GraphPrimitives.maskName(site)] = new Tensor('uint8', mask, shape);
  });
  return feeds;
}

function indicesAt(inputs: BatchInputs, input: Value): Int32Array {
  if (input === graphInputs.ids) return inputs.ids;
  return input === graphInputs.positions ? inputs.positions : inputs.types;
}

function floats(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new Error('ONNX Runtime returned no float32 tensor');
  return tensor.data;
}
