import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { MetricsLine, PinnedModel, RunConfig, RunReport, RunStatus } from '../../protocol/run';
import {
  parseJson,
  parseMetrics,
  parseRunConfig,
  parseRunReport,
  pinnedModelSchema,
  RunFolderError,
  runFiles,
} from '../../protocol/runFolder';
import { TrainingError } from '../trainingError';
import { writeDurably } from './durableFile';
import { systemErrorCode } from './systemError';

/** Reads and writes the files of one run folder, all but its checkpoint. */
export class RunStore {
  constructor(readonly folder: string) {}

  /** @throws TrainingError when the folder holds no run; RunFolderError when its config is damaged. */
  async config(): Promise<RunConfig> {
    return parseRunConfig(await this.requireConfig(), this.path(runFiles.config));
  }

  /** @returns the config's text @throws TrainingError when the folder holds no run */
  async requireConfig(): Promise<string> {
    const text = await this.#read(runFiles.config);
    if (text !== undefined) return text;
    throw new TrainingError(
      `${this.folder} is not a run folder: it has no ${runFiles.config}. Start a new run, or choose another folder.`,
    );
  }

  async report(): Promise<RunReport | undefined> {
    const text = await this.#read(runFiles.report);
    return text === undefined ? undefined : parseRunReport(text, this.path(runFiles.report));
  }

  /** The model of the hub that the run has begun with. */
  async pinnedModel(): Promise<PinnedModel | undefined> {
    const text = await this.#read(runFiles.model);
    return text === undefined ? undefined : parseJson(pinnedModelSchema, text, this.path(runFiles.model));
  }

  async pinModel(model: PinnedModel): Promise<void> {
    await this.#writeJson(runFiles.model, model);
  }

  async writeStatus(status: RunStatus): Promise<void> {
    await this.#writeJson(runFiles.status, status);
  }

  async writeReport(report: RunReport): Promise<void> {
    await this.#writeJson(runFiles.report, report);
  }

  async writePredictions(bytes: Uint8Array): Promise<void> {
    await writeDurably(this.path(runFiles.predictions), (file) => file.writeFile(bytes));
  }

  /** Appends the whole line or, where that fails, nothing. */
  async appendMetrics(line: MetricsLine): Promise<void> {
    const file = await open(this.path(runFiles.metrics), 'a');
    try {
      const { size } = await file.stat();
      try {
        await file.appendFile(`${JSON.stringify(line)}\n`);
      } catch (error) {
        await file.truncate(size);
        throw error;
      }
    } finally {
      await file.close();
    }
  }

  /** Forgets what was measured after a step, and a line that was not written to its end: the run goes on from there. */
  async truncateMetrics(step: number): Promise<void> {
    const text = await this.#read(runFiles.metrics);
    if (text === undefined) return;
    const kept = this.#wholeLines(text).filter((line) => line.kind === 'device' || line.step <= step);
    const newText = kept.map((line) => `${JSON.stringify(line)}\n`).join('');
    if (newText === text) return;
    await writeDurably(this.path(runFiles.metrics), (file) => file.writeFile(newText));
  }

  path(name: string): string {
    return path.join(this.folder, name);
  }

  /** Without those a full disk cut off in the middle: figures are not worth a run. */
  #wholeLines(text: string): MetricsLine[] {
    const whole: MetricsLine[] = [];
    for (const line of text.split('\n').slice(0, -1)) {
      try {
        whole.push(...parseMetrics(`${line}\n`));
      } catch (error) {
        if (!(error instanceof RunFolderError)) throw error;
      }
    }
    return whole;
  }

  async #read(name: string): Promise<string | undefined> {
    try {
      return await readFile(this.path(name), 'utf8');
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  async #writeJson(name: string, json: object): Promise<void> {
    await writeDurably(this.path(name), (file) => file.writeFile(`${JSON.stringify(json, null, 2)}\n`));
  }
}
