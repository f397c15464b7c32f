import { Tensor } from 'onnxruntime-node';
import type { BertConfig } from '../../model/config';
import { parameterShapes } from '../../model/parameters';
import { type BatchInputs, resolveShape } from '../batchInputs';
import { GraphPrimitives } from './graphPrimitives';
import { graphInputs, type StepGraph } from './recordGraph';

/** Tensors by the name of a graph's input or output. */
export type Feeds = Record<string, Tensor>;

/** Tensors over arrays of the model's parameters, by name. */
export function tensorsOf(config: BertConfig, arrays: ReadonlyMap<string, Float32Array>): Feeds {
  const tensors: Feeds = {};
  for (const [name, shape] of parameterShapes(config)) {
    const array = arrays.get(name);
    if (array) tensors[name] = new Tensor('float32', array, shape);
  }
  return tensors;
}

/** A batch, as the graphs take it. */
export function feedsOf(inputs: BatchInputs): Feeds {
  const { rows, length } = inputs;
  return {
    [graphInputs.ids]: new Tensor('int32', inputs.ids, [rows * length]),
    [graphInputs.positions]: new Tensor('int32', inputs.positions, [rows * length]),
    [graphInputs.types]: new Tensor('int32', inputs.types, [rows * length]),
    [graphInputs.attentionBias]: new Tensor('float32', inputs.attentionBias, [rows, 1, length, length]),
  };
}

/** Dropout masks, one a site. */
export function maskFeeds(graph: StepGraph, inputs: BatchInputs, masks: readonly Uint8Array[]): Feeds {
  const feeds: Feeds = {};
  masks.forEach((mask, site) => {
    const shape = resolveShape(graph.masks[site]?.shape ?? [], inputs);
    feeds[GraphPrimitives.maskName(site)] = new Tensor('uint8', mask, shape);
  });
  return feeds;
}
