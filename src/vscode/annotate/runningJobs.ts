import * as vscode from 'vscode';
import { type AnnotationProgress, inDollars, PauseSwitch } from '../../annotation';
import { duration } from '../../protocol/duration';

interface RunningJob {
  readonly pauseSwitch: PauseSwitch;
  progress?: AnnotationProgress;
}

/** Annotations under way, shown in the status bar with what they cost; a click there pauses them and lets them go on. */
export class RunningJobs implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('conllDistill.annotation', vscode.StatusBarAlignment.Left, 10);
  readonly #jobs = new Set<RunningJob>();

  constructor() {
    this.#item.name = vscode.l10n.t('CoNLL annotation');
    this.#item.command = 'conll.pauseAnnotation';
  }

  dispose(): void {
    this.#item.dispose();
  }

  /** Shows a job for as long as it runs. */
  async run<T>(
    job: (pauseSwitch: PauseSwitch, show: (progress: AnnotationProgress) => void) => Promise<T>,
  ): Promise<T> {
    const running: RunningJob = { pauseSwitch: new PauseSwitch() };
    this.#jobs.add(running);
    this.#show();
    try {
      return await job(running.pauseSwitch, (progress) => {
        running.progress = progress;
        this.#show();
      });
    } finally {
      this.#jobs.delete(running);
      this.#show();
    }
  }

  /** The command CoNLL: Pause or Resume Annotation: one switch for all jobs. */
  togglePause(): void {
    const paused = !this.#paused;
    for (const { pauseSwitch } of this.#jobs) pauseSwitch.paused = paused;
    this.#show();
  }

  get #paused(): boolean {
    return [...this.#jobs].some(({ pauseSwitch }) => pauseSwitch.paused);
  }

  #show(): void {
    void vscode.commands.executeCommand('setContext', 'conllDistill.annotating', this.#jobs.size > 0);
    if (this.#jobs.size === 0) {
      this.#item.hide();
      return;
    }
    const words = [...this.#jobs].flatMap(({ progress }) => (progress ? [progressWords(progress)] : []));
    const paused = this.#paused;
    this.#item.text = `${paused ? '$(debug-pause)' : '$(sparkle)'} ${words.join(' + ') || vscode.l10n.t('Annotating…')}`;
    this.#item.tooltip = paused
      ? vscode.l10n.t('The annotation is paused. Click to go on.')
      : vscode.l10n.t('Annotating. Click to pause: what was asked already is still answered and kept.');
    this.#item.show();
  }
}

/** `120 of 900 sentences, $0.12, 4.1/s, 3:10 left, 2 rejected` */
export function progressWords(progress: AnnotationProgress): string {
  const { t } = vscode.l10n;
  const { done, total, dollars, perSecond, secondsLeft, rejected } = progress;
  return [
    t('{0} of {1} sentences', done, total),
    ...(dollars === undefined ? [] : [inDollars(dollars)]),
    ...(perSecond === undefined ? [] : [t('{0}/s', perSecond.toFixed(1))]),
    ...(secondsLeft ? [t('{0} left', duration(secondsLeft))] : []),
    ...(rejected > 0 ? [t('{0} rejected', rejected)] : []),
  ].join(', ');
}
