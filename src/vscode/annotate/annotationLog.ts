import * as vscode from 'vscode';
import type { AnnotationJob } from '../../annotation';
import type { Sentence } from '../../dataset';
import { reportLines } from './annotationReport';

export interface AnnotationOutcome {
  readonly document: vscode.TextDocument;
  readonly model: string;
  readonly sentences: readonly Sentence[];
  readonly job: AnnotationJob;
  /** Sentences that were edited while the answers were on their way, and so were not written. */
  readonly overtaken: number;
}

/** Says what became of an annotation: one notification with the counts, and every answer not used in an output view. */
export class AnnotationLog implements vscode.Disposable {
  private readonly channel = vscode.window.createOutputChannel('CoNLL Annotation');

  dispose(): void {
    this.channel.dispose();
  }

  report(outcome: AnnotationOutcome): void {
    const { document, sentences, job } = outcome;
    const summary = summarise(outcome);
    const lines = reportLines(job, sentences, ({ lines: [first = 0] }) => `${document.uri.fsPath}:${first + 1}`);
    this.channel.appendLine(`${new Date().toLocaleTimeString()} ${summary}`);
    for (const line of lines) this.channel.appendLine(`  ${line}`);
    const incomplete = job.failures.length + outcome.overtaken > 0;
    void this.notify(summary, lines.length > 0, incomplete);
  }

  private async notify(summary: string, details: boolean, incomplete: boolean): Promise<void> {
    const show = vscode.l10n.t('Show');
    const items = details ? [show] : [];
    const answer = incomplete
      ? await vscode.window.showWarningMessage(summary, ...items)
      : await vscode.window.showInformationMessage(summary, ...items);
    if (answer === show) this.channel.show();
  }
}

function summarise({ model, job, overtaken }: AnnotationOutcome): string {
  const { t } = vscode.l10n;
  const answered = job.annotations.filter((annotation) => annotation !== undefined).length;
  return [
    answered === 1 ? t('{0} annotated 1 sentence.', model) : t('{0} annotated {1} sentences.', model, answered),
    job.entities === 1 ? t('1 entity.') : t('{0} entities.', job.entities),
    ...(job.repaired > 0 ? [t('Repaired: {0}.', job.repaired)] : []),
    ...(job.reasked > 0 ? [t('Asked for twice: {0}.', job.reasked)] : []),
    ...(job.rejected > 0 ? [t('Rejected: {0}.', job.rejected)] : []),
    ...(job.failures.length > 0 ? [t('Without an answer: {0}.', job.failures.length)] : []),
    ...(overtaken > 0 ? [t('Not written, because they were edited meanwhile: {0}.', overtaken)] : []),
  ].join(' ');
}
