import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import path from 'node:path';
import { isActive } from '../../protocol/panel';
import type { RunConfig, RunStatus } from '../../protocol/run';
import { parseRunStatus, runConfigSchema, runFiles } from '../../protocol/runFolder';
import type { HostToTrainer, TrainerToHost } from '../../protocol/trainer';
import { type Bundles, bundleEnvironment } from './bundles';
import { isTrainerAlive } from './processAlive';

/** A run whose trainer this window started. The run goes on when the window closes. */
export interface RunHandle {
  readonly name: string;
  readonly folder: string;
  /** Everything that is also written into the run folder, as it happens. @returns ends the listening */
  onMessage(listener: (message: TrainerToHost) => void): () => void;
  /** Resolves when the trainer's process has ended, for whatever reason: the run folder says how. */
  readonly ended: Promise<void>;
}

/** Starts the trainer's bundle on run folders, and stops trainers, also those that others started. */
export class TrainerLauncher {
  readonly #children = new Map<string, ChildProcess>();

  /**
   * @param isTrusted of the workspace: without trust no program is started
   */
  constructor(
    private readonly bundles: Pick<Bundles, 'trainer' | 'gpuRuntime'>,
    private readonly isTrusted: () => boolean,
  ) {}

  /**
   * Makes the run's folder in `runsFolder` and starts its trainer. Where a run of that name exists, a number is added.
   * @throws Error saying what to do
   */
  async start(config: RunConfig, runsFolder: string): Promise<RunHandle> {
    this.#requireTrust();
    return this.#spawn(await makeRunFolder(config, runsFolder));
  }

  /**
   * Makes the folders of several runs, and starts one trainer on all of them, one after another; it outlives this window.
   * @returns their names
   * @throws Error saying what to do
   */
  async startAll(configs: readonly RunConfig[], runsFolder: string): Promise<readonly string[]> {
    this.#requireTrust();
    const folders: string[] = [];
    for (const config of configs) folders.push(await makeRunFolder(config, runsFolder));
    const [only, ...more] = folders;
    if (only === undefined) return [];
    await (more.length === 0 ? this.#spawn(only) : this.#spawnQueue(folders));
    return folders.map((folder) => path.basename(folder));
  }

  /** Starts a trainer on a run that was stopped or killed: it goes on from its checkpoint. */
  async resume(folder: string): Promise<RunHandle> {
    this.#requireTrust();
    if (await runningPid(folder)) throw new Error(`${path.basename(folder)} is running already.`);
    return this.#spawn(folder);
  }

  /**
   * Asks the run's trainer to save a checkpoint and end. It may take a while; the run folder tells when it is done. A run that
   * waits for its turn is taken out of the queue.
   */
  async stop(folder: string): Promise<void> {
    if (await leaveQueue(folder)) return;
    const child = this.#children.get(folder);
    if (child?.connected) {
      child.send({ type: 'stop' } satisfies HostToTrainer);
      return;
    }
    const pid = child?.pid ?? (await runningPid(folder));
    if (pid !== undefined) process.kill(pid, 'SIGTERM');
  }

  #requireTrust(): void {
    if (!this.isTrusted()) {
      throw new Error(
        'Training starts a program, so it needs a trusted workspace: run "Workspaces: Manage Workspace Trust" first.',
      );
    }
  }

  /** @param log gets what it prints */
  async #spawnDetached(args: readonly string[], cwd: string, log: string): Promise<ChildProcess> {
    const file = await open(log, 'a');
    try {
      const child = spawn(process.execPath, [this.bundles.trainer, ...args], {
        cwd,
        // Its own process group and no pipe but the message channel: it outlives this window.
        detached: true,
        windowsHide: true,
        stdio: ['ignore', file.fd, file.fd, 'ipc'],
        env: bundleEnvironment(this.bundles),
      });
      await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
      // Neither the process nor its channel keeps the extension's host alive.
      child.unref();
      child.channel?.unref();
      yieldToEditor(child);
      return child;
    } finally {
      await file.close();
    }
  }

  async #spawnQueue(folders: readonly string[]): Promise<void> {
    const [first = ''] = folders;
    await this.#spawnDetached(['--queue', ...folders], path.dirname(first), path.join(first, runFiles.log));
  }

  async #spawn(folder: string): Promise<RunHandle> {
    const child = await this.#spawnDetached([folder], folder, path.join(folder, runFiles.log));
    this.#children.set(folder, child);
    return {
      name: path.basename(folder),
      folder,
      onMessage: (listener) => {
        // The channel is between two bundles of one build, so messages have the protocol's types.
        const forward = (message: unknown) => listener(message as TrainerToHost);
        child.on('message', forward);
        return () => child.off('message', forward);
      },
      ended: new Promise((resolve) => {
        child.once('exit', () => {
          if (this.#children.get(folder) === child) this.#children.delete(folder);
          resolve();
        });
      }),
    };
  }
}

/** @returns whether it waited there */
async function leaveQueue(folder: string): Promise<boolean> {
  const status = await statusOf(folder);
  if (status?.state !== 'queued') return false;
  const file = path.join(folder, runFiles.status);
  await writeFile(`${file}.left`, JSON.stringify({ ...status, state: 'stopped', updated: new Date().toISOString() }));
  await rename(`${file}.left`, file);
  return true;
}

async function makeRunFolder(config: RunConfig, runsFolder: string): Promise<string> {
  await mkdir(runsFolder, { recursive: true });
  for (let attempt = 1; ; attempt++) {
    const name = attempt === 1 ? config.name : `${config.name}-${attempt}`;
    const folder = path.join(runsFolder, name);
    const whole = runConfigSchema.parse({ ...config, name });
    try {
      await mkdir(folder);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') continue;
      throw error;
    }
    try {
      const file = path.join(folder, runFiles.config);
      await writeFile(`${file}.new`, `${JSON.stringify(whole, null, 2)}\n`, { flush: true });
      await rename(`${file}.new`, file);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    return folder;
  }
}

/** The process that trains in a run folder, whoever started it. */
async function runningPid(folder: string): Promise<number | undefined> {
  const status = await statusOf(folder);
  if (!status) return undefined;
  const running = isActive(status.state) && isTrainerAlive(folder, status.pid, new Date(status.updated));
  return running ? status.pid : undefined;
}

/** Undefined before its trainer's first word. */
async function statusOf(folder: string): Promise<RunStatus | undefined> {
  try {
    return parseRunStatus(await readFile(path.join(folder, runFiles.status), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A training takes all processors for hours: typing beside it goes first. */
function yieldToEditor({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // Some systems forbid it, or it has ended already.
  }
}
