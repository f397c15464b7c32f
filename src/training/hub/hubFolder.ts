import path from 'node:path';
import { StudentError } from '../studentError';
import { tokenizerFiles } from '../tokenizer/tokenizerFiles';
import { indexFile, readBertConfig, readIndex, weightsFile } from '../weights';
import { downloadFile } from './downloadFile';
import { HubCache } from './hubCache';
import { askForConversion, askForModel, type HubFile, type HubModel } from './hubModel';
import { HubInterruption } from './hubRequest';
import { type HubSettings, hubSettings } from './hubSettings';

export interface HubHooks {
  readonly settings?: HubSettings;
  readonly signal: AbortSignal;
  /** How far the file is that is being downloaded, in bytes. */
  readonly onProgress?: (file: string, received: number, size: number) => void | Promise<void>;
  /** What is worth knowing, for people. */
  readonly onNote?: (note: string) => void;
}

/** A model of the hub on this machine. */
export interface HubFolder {
  readonly folder: string;
  readonly commit: string;
}

/**
 * A BERT of the Hugging Face hub as a folder: what of it is not in the cache yet is downloaded.
 * @param name see `isHubName`
 * @param commit the one to use; the main branch's where undefined
 * @throws StudentError saying why not and what to do; the signal's reason when aborted: what was downloaded stays
 */
export async function hubFolder(name: string, commit: string | undefined, hooks: HubHooks): Promise<HubFolder> {
  const settings = hooks.settings ?? hubSettings();
  const cache = new HubCache(settings.cache, name);
  const found = (there: string) => ({ folder: cache.snapshot(there), commit: there });
  if (commit !== undefined && (await cache.isComplete(commit))) return found(commit);
  let asked: { readonly revision: string; readonly model: HubModel };
  try {
    if (settings.offline) throw new HubInterruption('HF_HUB_OFFLINE is set');
    asked = await revisionToTrain(settings, name, commit ?? 'main', hooks);
  } catch (error) {
    if (!(error instanceof HubInterruption)) throw error;
    const last = commit === undefined ? await cache.lastCommit() : undefined;
    if (last === undefined) throw unreachable(name, settings, error);
    hooks.onNote?.(
      `${hostOf(settings)} was not asked for a newer ${name} (${error.message}): it is as of commit ${last}.`,
    );
    return found(last);
  }
  try {
    await new ModelDownload(name, asked.model, cache, settings, hooks).run();
  } catch (error) {
    if (!(error instanceof HubInterruption)) throw error;
    throw new StudentError(
      `The download of ${name} from ${hostOf(settings)} was interrupted: ${error.message}. ` +
        'Start the run again: it goes on where it ended.',
      { cause: error },
    );
  }
  if (commit === undefined) await cache.remember(asked.revision, asked.model.commit);
  return found(asked.model.commit);
}

/** The revision itself, or where it has no safetensors, the pull request that adds them. */
async function revisionToTrain(settings: HubSettings, name: string, revision: string, { signal, onNote }: HubHooks) {
  const model = await askForModel(settings, name, revision, signal);
  if (model.files.some((file) => file.name === weightsFile || file.name === indexFile)) return { revision, model };
  const conversion = await askForConversion(settings, name, model.commit, signal);
  if (conversion === undefined) return { revision, model };
  onNote?.(`${name} has no safetensors: those that Hugging Face has made of its weights (${conversion}) are used.`);
  return { revision: conversion, model: await askForModel(settings, name, conversion, signal) };
}

/** Downloads the files that training needs, the large ones last. */
class ModelDownload {
  readonly #files: ReadonlyMap<string, HubFile>;

  constructor(
    readonly name: string,
    readonly model: HubModel,
    readonly cache: HubCache,
    readonly settings: HubSettings,
    readonly hooks: HubHooks,
  ) {
    this.#files = new Map(model.files.map((file) => [file.name, file]));
  }

  async run(): Promise<void> {
    const { signal } = this.hooks;
    // Another architecture is refused before its weights are downloaded.
    await readBertConfig(await this.#get(this.#require('config.json')), 1);
    this.#require('tokenizer.json', 'vocab.txt');
    for (const name of tokenizerFiles) {
      const file = this.#files.get(name);
      if (file) await this.#get(file);
    }
    const weights = this.#require(weightsFile, indexFile);
    const file = await this.#get(weights);
    if (weights.name !== indexFile) return;
    for (const shard of new Set((await readIndex(file)).values())) {
      signal.throwIfAborted();
      await this.#get(this.#require(shard));
    }
  }

  /** The first of these files that the model has. @throws StudentError when it has none */
  #require(...names: readonly string[]): HubFile {
    for (const name of names) {
      const file = this.#files.get(name);
      if (file) return file;
    }
    const has = this.#files.has('pytorch_model.bin') ? ', but pytorch_model.bin' : '';
    throw new StudentError(
      `${this.name} on ${hostOf(this.settings)} has no ${names.join(' or ')}${has}: it cannot be trained. ` +
        'Choose another model, or save it with transformers as a folder and choose that.',
    );
  }

  /** @returns its path, once it is there */
  async #get(file: HubFile): Promise<string> {
    const {
      name: model,
      model: { commit },
      cache,
      settings,
      hooks,
    } = this;
    if (!(await cache.has(commit, file))) {
      if (!(await cache.hasBlob(file))) {
        const target = await cache.blob(file);
        const onProgress = (received: number) => hooks.onProgress?.(file.name, received, file.size);
        await downloadFile({ settings, model, commit, file, target, signal: hooks.signal, onProgress });
      }
      await cache.link(commit, file);
    }
    return path.join(cache.snapshot(commit), file.name);
  }
}

function unreachable(name: string, settings: HubSettings, cause: HubInterruption): StudentError {
  return new StudentError(
    `${name} is no folder on this machine, and ${hostOf(settings)} cannot be asked for it (${cause.message}). ` +
      'Copy its folder (config.json, model.safetensors, tokenizer.json or vocab.txt) to this machine and choose that, or ' +
      'set HF_ENDPOINT to a hub that can be reached.',
    { cause },
  );
}

function hostOf({ endpoint }: HubSettings): string {
  return new URL(endpoint).host;
}
