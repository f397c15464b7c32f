import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isHubName } from '../protocol/hubName';
import type { StudentEvent, StudentFacts } from '../protocol/trainerCommands';
import { type HubFolder, hubFolder, hubSettings } from './hub';
import { parameterShapes, sizeOf } from './model/parameters';
import { StudentError } from './studentError';
import { WordPieces } from './tokenizer/wordPieces';
import { checkBertFolder } from './weights';

export interface DescribeOptions {
  /** Whether a model of the hub is downloaded, or only looked for on this machine. */
  readonly download: boolean;
  readonly signal: AbortSignal;
  readonly tell: (event: StudentEvent) => void;
}

/** Bytes that are received between two words about it. */
const stride = 1e6;

/**
 * Tells what a student is: a folder, or a model of the hub.
 * @throws StudentError saying why it cannot be trained, or not be downloaded, and what to do
 */
export async function describeStudent(model: string, options: DescribeOptions): Promise<void> {
  if (path.isAbsolute(model)) return options.tell({ event: 'student', facts: await factsOf(model) });
  if (!isHubName(model)) {
    throw new StudentError(
      `${model} is neither the whole path of a folder nor the name of a model on the Hugging Face hub, such as ` +
        'google-bert/bert-base-cased. Choose another model.',
    );
  }
  const found = await (options.download ? downloaded(model, options) : cached(model, options));
  if (!found) return options.tell({ event: 'absent' });
  options.tell({ event: 'student', facts: { ...(await factsOf(found.folder)), commit: found.commit } });
}

/** @returns undefined when the signal ended it: what was downloaded stays */
async function downloaded(model: string, { signal, tell }: DescribeOptions): Promise<HubFolder | undefined> {
  let told = -stride;
  let telling = '';
  try {
    return await hubFolder(model, undefined, {
      signal,
      onNote: (message) => tell({ event: 'note', message }),
      onProgress: (file, received, size) => {
        if (file === telling && received < size && Math.abs(received - told) < stride) return;
        telling = file;
        told = received;
        tell({ event: 'progress', file, received, size });
      },
    });
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

async function cached(model: string, { signal }: DescribeOptions): Promise<HubFolder | undefined> {
  try {
    return await hubFolder(model, undefined, { settings: { ...hubSettings(), offline: true }, signal });
  } catch (error) {
    if (error instanceof StudentError) return undefined;
    throw error;
  }
}

async function factsOf(folder: string): Promise<StudentFacts> {
  const config = await checkBertFolder(folder);
  await WordPieces.read(folder);
  const parameters = [...parameterShapes(config).values()].reduce((sum, shape) => sum + sizeOf(shape), 0);
  const lowercase = await lowercases(folder);
  return {
    layers: config.numHiddenLayers,
    hiddenSize: config.hiddenSize,
    heads: config.numAttentionHeads,
    parameters,
    vocabulary: config.vocabSize,
    positions: config.maxPositionEmbeddings,
    ...(lowercase !== undefined && { lowercase }),
  };
}

async function lowercases(folder: string): Promise<boolean | undefined> {
  try {
    const json: unknown = JSON.parse(await readFile(path.join(folder, 'tokenizer_config.json'), 'utf8'));
    const value = typeof json === 'object' && json !== null && 'do_lower_case' in json && json.do_lower_case;
    return typeof value === 'boolean' ? value : undefined;
  } catch {
    return undefined;
  }
}
