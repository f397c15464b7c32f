import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isActive } from '../../protocol/panel';
import type { RunConfig } from '../../protocol/run';
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

  /** Starts a trainer on a run that was stopped or killed: it goes on from its checkpoint. */
  async resume(folder: string): Promise<RunHandle> {
    this.#requireTrust();
    if (await runningPid(folder)) throw new Error(`${path.basename(folder)} is running already.`);
    return this.#spawn(folder);
  }

  /** Asks the run's trainer to save a checkpoint and end. It may take a while; the run folder tells when it is done. */
  async stop(folder: string): Promise<void> {
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

  async #spawn(folder: string): Promise<RunHandle> {
    const log = await open(path.join(folder, runFiles.log), 'a');
    const child = spawn(process.execPath, [this.bundles.trainer, folder], {
      cwd: folder,
      // Its own process group and no pipe but the message channel: it outlives this window.
      detached: true,
      windowsHide: true,
      stdio: ['ignore', log.fd, log.fd, 'ipc'],
      env: bundleEnvironment(this.bundles),
    });
    try {
      await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    } finally {
      await log.close();
    }
    // Neither the process nor its channel keeps the extension's host alive.
    child.unref();
    child.channel?.unref();
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
  try {
    const status = parseRunStatus(await readFile(path.join(folder, runFiles.status), 'utf8'));
    const running = isActive(status.state) && isTrainerAlive(folder, status.pid, new Date(status.updated));
    return running ? status.pid : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
