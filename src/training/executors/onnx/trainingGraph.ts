import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { BertConfig } from '../../model/config';
import type { BatchInputs } from '../batchInputs';
import { RowGradients } from '../rowGradients';
import { type Feeds, tensorsOf } from './feeds';
import type { Value } from './onnxGraph';
import type { ParameterMemory } from './parameterMemory';
import { graphInputs, recordStep, type StepGraph } from './recordGraph';
import { createSession } from './session';

/** The session of forward and backward, whose results land in preallocated arrays. */
export class TrainingGraph {
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

  static async create(config: BertConfig, memory: ParameterMemory, threads: number, keptScale: number | undefined) {
    const graph = recordStep(config, keptScale);
    const session = await createSession(graph.model, threads);
    const gradients = tensorsOf(config, memory.gradients);
    const fetches: Feeds = {};
    const tables: TrainingGraph['tables'][number][] = [];
    for (const [name, gradient] of graph.gradients) {
      const tensor = gradients[name];
      const array = memory.gradients.get(name);
      if (!tensor || !array) throw new Error(`the model has no parameter ${name}`);
      if ('whole' in gradient) fetches[gradient.whole] = tensor;
      else tables.push({ ...gradient, gradient: new RowGradients(array, config.hiddenSize) });
    }
    return new TrainingGraph(graph, session, config.hiddenSize, fetches, tables);
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

function indicesAt(inputs: BatchInputs, input: Value): Int32Array {
  if (input === graphInputs.ids) return inputs.ids;
  return input === graphInputs.positions ? inputs.positions : inputs.types;
}
