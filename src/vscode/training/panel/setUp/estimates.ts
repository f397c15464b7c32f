import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { HostToPanel, RunSetup } from '../../../../protocol/panel';
import { estimateEventSchema } from '../../../../protocol/trainerCommands';
import type { Bundles } from '../../bundles';
import { runTrainerCommand } from './trainerCommand';

/** Tells the page what runs would take; a new question ends the work on the one before. */
export class Estimates {
  #running: AbortController | undefined;

  constructor(
    private readonly bundles: Bundles,
    private readonly post: (message: HostToPanel) => void,
  ) {}

  async estimate(key: string, setup: RunSetup): Promise<void> {
    this.dispose();
    const running = new AbortController();
    this.#running = running;
    const folder = await mkdtemp(path.join(os.tmpdir(), 'conll-distill-'));
    try {
      const file = path.join(folder, 'config.json');
      await writeFile(file, JSON.stringify({ ...setup, version: 1, name: 'estimate' }));
      await runTrainerCommand(
        this.bundles,
        ['--estimate', file],
        estimateEventSchema,
        (event) =>
          this.post(
            event.event === 'estimate'
              ? { type: 'estimated', key, estimate: event.estimate }
              : { type: 'notEstimated', key, message: event.message },
          ),
        running.signal,
      );
    } catch (error) {
      this.post({ type: 'notEstimated', key, message: error instanceof Error ? error.message : String(error) });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  dispose(): void {
    this.#running?.abort();
  }
}
