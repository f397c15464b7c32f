import type { HostToPanel, StudentState } from '../../../../protocol/panel';
import { type StudentEvent, studentEventSchema } from '../../../../protocol/trainerCommands';
import type { Bundles } from '../../bundles';
import { runTrainerCommand } from './trainerCommand';

/** Tells the page what students are, and downloads those of the hub. */
export class Students {
  #download: { readonly model: string; readonly stop: AbortController } | undefined;
  readonly #ended = new AbortController();

  constructor(
    private readonly bundles: Bundles,
    private readonly post: (message: HostToPanel) => void,
  ) {}

  async describe(model: string): Promise<void> {
    // A page that was loaded anew hears of the download by its next progress.
    if (this.#download?.model === model) return;
    this.#tell(model, { state: 'looking' });
    await this.#run('--student', model, this.#ended.signal);
  }

  /** One at a time; what is there of an earlier try is not downloaded again. */
  async download(model: string): Promise<void> {
    this.stopDownload();
    const stop = new AbortController();
    this.#download = { model, stop };
    this.#tell(model, { state: 'downloading', file: '', received: 0, size: 0 });
    try {
      await this.#run('--download', model, stop.signal);
    } finally {
      if (this.#download?.stop === stop) this.#download = undefined;
    }
  }

  /** What was downloaded stays: the next download goes on from there. */
  stopDownload(): void {
    this.#download?.stop.abort();
  }

  dispose(): void {
    this.stopDownload();
    this.#ended.abort();
  }

  async #run(command: string, model: string, signal: AbortSignal): Promise<void> {
    let note: string | undefined;
    try {
      await runTrainerCommand(
        this.bundles,
        [command, model],
        studentEventSchema,
        (event) => {
          if (event.event === 'note') note = event.message;
          else this.#tell(model, stateOf(event, note));
        },
        signal,
      );
    } catch (error) {
      this.#tell(model, { state: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  }

  #tell(model: string, student: StudentState): void {
    this.post({ type: 'student', model, student });
  }
}

function stateOf(event: Exclude<StudentEvent, { event: 'note' }>, note: string | undefined): StudentState {
  switch (event.event) {
    case 'student':
      return { state: 'here', facts: event.facts, ...(note !== undefined && { note }) };
    case 'absent':
      return { state: 'absent' };
    case 'progress':
      return { state: 'downloading', file: event.file, received: event.received, size: event.size };
    case 'failed':
      return { state: 'failed', message: event.message };
  }
}
