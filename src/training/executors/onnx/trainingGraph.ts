import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { BertConfig } from '../../model/config';
import type { BatchInputs } from '../batchInputs';
import type { EmbeddingTable } from './embeddingTable';
import { type Feeds, tensorsOf } from './feeds';
import type { Value } from './onnxGraph';
import type { ParameterMemory } from './parameterMemory';
import { graphInputs, recordStep, type StepGraph } from './recordGraph';
import { createSession, type SessionOptions } from './session';

/** The session of forward and backward, whose results land in preallocated arrays. */
export class TrainingGraph {
  readonly #loss = new Float32Array(1);
  #rows = new Float32Array();

  private constructor(
    readonly graph: StepGraph,
    readonly session: InferenceSession,
    readonly hiddenSize: number,
    /** Where whole gradients go, by output: those of the first pass of a step, and those of a later one. */
    readonly gradients: Readonly<Feeds>,
    readonly addends: Readonly<Feeds>,
    /** Of tables: the output that all of them share, and which input says where its rows go. */
    readonly tables: readonly { readonly rows: Value; readonly at: Value; readonly table: EmbeddingTable }[],
  ) {}

  static async create(
    config: BertConfig,
    memory: ParameterMemory,
    options: Pick<SessionOptions, 'provider' | 'threads'>,
  ) {
    const graph = recordStep(config, { plain: options.provider !== undefined });
    const session = await createSession(graph.model, { ...options, spinning: false });
    const gradients = byOutput(graph, tensorsOf(config, memory.gradients));
    const addends = byOutput(graph, tensorsOf(config, memory.addends));
    const tables: TrainingGraph['tables'][number][] = [];
    for (const [name, gradient] of graph.gradients) {
      if ('whole' in gradient) continue;
      const table = memory.tables.get(name);
      if (!table) throw new Error(`${name} has a gradient of rows, but is no embedding table`);
      tables.push({ ...gradient, table });
    }
    return new TrainingGraph(graph, session, config.hiddenSize, gradients, addends, tables);
  }

  /**
   * Forward and backward of one pass.
   * @param first whether its gradients replace those that are there; else whole ones become the memory's addends
   * @returns the loss
   */
  async run(inputs: BatchInputs, feeds: Feeds, first: boolean): Promise<number> {
    const pieces = inputs.rows * inputs.length;
    if (this.#rows.length !== pieces * this.hiddenSize) this.#rows = new Float32Array(pieces * this.hiddenSize);
    for (const { at, table } of this.tables) {
      if (first) table.clearGradient();
      table.catchUp(indicesAt(inputs, at));
    }
    const rows = new Tensor('float32', this.#rows, [pieces, this.hiddenSize]);
    await this.session.run(feeds, {
      ...(first ? this.gradients : this.addends),
      ...Object.fromEntries(this.tables.map((table) => [table.rows, rows])),
      [this.graph.loss]: new Tensor('float32', this.#loss, []),
    });
    for (const { at, table } of this.tables) table.addGradient(this.#rows, indicesAt(inputs, at));
    return this.#loss[0] ?? Number.NaN;
  }
}

function byOutput(graph: StepGraph, tensors: Feeds): Feeds {
  const outputs: Feeds = {};
  for (const [name, gradient] of graph.gradients) {
    if (!('whole' in gradient)) continue;
    const tensor = tensors[name];
    if (!tensor) throw new Error(`the model has no parameter ${name}`);
    outputs[gradient.whole] = tensor;
  }
  return outputs;
}

function indicesAt(inputs: BatchInputs, input: Value): Int32Array {
  if (input === graphInputs.ids) return inputs.ids;
  return input === graphInputs.positions ? inputs.positions : inputs.types;
}
