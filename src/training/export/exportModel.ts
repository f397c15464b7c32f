import { mkdir, open, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ExportFormat } from '../../protocol/exportFormats';
import { inferenceModel } from '../executors';
import { parameterShapes } from '../model/parameters';
import { CheckpointStore } from '../runs/checkpointStore';
import { type RunPosition, resultStep } from '../runs/runPosition';
import { RunStore } from '../runs/runStore';
import { systemErrorCode } from '../runs/systemError';
import type { StudentSource } from '../studentSource';
import { readTokenizer } from '../tokenizer/tokenizerFiles';
import { WordPieces } from '../tokenizer/wordPieces';
import { TrainingError } from '../trainingError';
import { writeSafetensors } from '../weights';
import { baseModel } from './baseModel';
import { configJson } from './configJson';
import { dataFacts } from './dataFacts';
import { modelCard } from './modelCard';
import { tokenizerExport } from './tokenizerExport';

export interface ExportOptions {
  readonly formats: readonly ExportFormat[];
  /** Who made the distilled labels, for the model card. */
  readonly teachers?: readonly string[];
}

export interface ExportedModel {
  /** Names of the files in the folder. */
  readonly files: readonly string[];
  /** The step whose student it is. */
  readonly step: number;
}

/**
 * Writes a run's student, the one that `predict` tags with, into a new folder that other programs can load: config.json,
 * the tokenizer's files and a model card, with model.safetensors (float32) for Hugging Face's transformers, model.onnx for
 * ONNX Runtime, or both. The folder is there as a whole or not at all.
 * @param folder must not exist, or be empty
 * @throws TrainingError when the folder is in use, or there is no run or no checkpoint yet; StudentError when it is damaged
 */
export async function exportModel(
  runFolder: string,
  folder: string,
  { formats, teachers = [] }: ExportOptions,
): Promise<ExportedModel> {
  const store = new RunStore(runFolder);
  const config = await store.config();
  const checkpoints = new CheckpointStore(runFolder);
  const position = await checkpoints.requirePosition();
  await refuseUsed(folder);
  const step = resultStep(position, config);
  const source = await checkpoints.read(position, step);
  const tokenizer = await readTokenizer(source.tokenizerFolder);
  const wordPieces = new WordPieces(tokenizer, source.tokenizerFolder);
  const { config: architecture } = source.model;
  const maxLength = Math.min(config.maxLength, architecture.maxPositionEmbeddings);
  const { files, lowerCase } = tokenizerExport(tokenizer, wordPieces, maxLength);
  const report = await store.report();
  const test = report?.result === step || report?.result === undefined ? report?.test : undefined;
  const dev = devOf(position, step);
  const card = modelCard({
    config,
    base: await baseModel(config, await store.pinnedModel()),
    architecture,
    labels: source.labels,
    data: await dataFacts(config, position.fingerprint),
    teachers,
    steps: position.step,
    result: step,
    seconds: position.seconds,
    ...(report && { device: report.device }),
    ...(dev && { dev }),
    ...(test && { test }),
    maxLength,
    lowerCase,
    formats,
  });
  const texts = new Map([
    ['README.md', card],
    ['config.json', `${JSON.stringify(configJson(architecture, source.labels, wordPieces.pad), null, 2)}\n`],
    ...files,
  ]);
  const written = await asAWhole(folder, async (unfinished) => {
    for (const [name, text] of texts) await writeFile(path.join(unfinished, name), text);
    for (const format of formats) await writeModel[format](unfinished, source);
    return readdir(unfinished);
  });
  return { files: written.sort(), step };
}

const writeModel: Readonly<Record<ExportFormat, (folder: string, source: StudentSource) => Promise<void>>> = {
  async huggingface(folder, { model }) {
    const tensors = new Map(
      [...parameterShapes(model.config)].map(([name, shape]) => {
        const data = model.parameters.get(name);
        if (!data) throw new TrainingError(`The checkpoint has no ${name}: it is damaged.`);
        return [name, { shape, data }];
      }),
    );
    const file = await open(path.join(folder, 'model.safetensors'), 'w');
    try {
      await writeSafetensors(file, tensors);
    } finally {
      await file.close();
    }
  },
  onnx: (folder, { model }) => writeFile(path.join(folder, 'model.onnx'), inferenceModel(model)),
};

/** What was measured on dev of the student of a step. */
function devOf({ best, last }: RunPosition, step: number) {
  return [best, last].find((measured) => measured?.step === step)?.report;
}

/** @throws TrainingError when a folder, or something of its name, holds anything */
async function refuseUsed(folder: string): Promise<void> {
  try {
    if ((await readdir(folder)).length === 0) return;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return;
    if (systemErrorCode(error) !== 'ENOTDIR') throw error;
  }
  throw new TrainingError(`${folder} exists and is not an empty folder: nothing was written. Give another folder.`);
}

/** Makes a folder beside where it shall be, and moves it there when it is whole. */
async function asAWhole<R>(folder: string, fill: (unfinished: string) => Promise<R>): Promise<R> {
  const target = path.resolve(folder);
  const unfinished = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.new`);
  await mkdir(unfinished, { recursive: true });
  try {
    const made = await fill(unfinished);
    // Windows does not rename over a folder, not even over an empty one.
    await rmdir(target).catch(() => undefined);
    await rename(unfinished, target);
    return made;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}
