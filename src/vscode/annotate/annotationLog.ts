import * as vscode from 'vscode';
import { GoldScores, inDollars } from '../../annotation';
import { scoreTable } from '../../evaluation';
import { plainText } from '../../tables';
import { reportLines } from './annotationReport';
import type { AnnotationTarget } from './annotationTarget';
import type { Answers } from './askTeacher';

export interface AnnotationOutcome extends Answers {
  readonly targets: readonly AnnotationTarget[];
  readonly model: string;
  /** Sentences that were edited while the answers were on their way, and so were not written. */
  readonly overtaken: number;
}

/** Says what became of an annotation: one notification with the counts, and all else in an output view. */
export class AnnotationLog implements vscode.Disposable {
  private readonly channel = vscode.window.createOutputChannel('CoNLL Annotation');

  dispose(): void {
    this.channel.dispose();
  }

  async report(outcome: AnnotationOutcome): Promise<void> {
    const { targets, job } = outcome;
    const summary = summarise(outcome);
    const gold = new GoldScores();
    const lines: string[] = [];
    const failures = new Map(job.failures.map(({ sentence, error }) => [sentence, error.message]));
    let first = 0;
    for (const { uri, sentences } of targets) {
      const annotations = await job.annotations(first, first + sentences.length);
      gold.add(sentences, annotations);
      sentences.forEach((sentence, index) => {
        const place = `${uri.fsPath}:${(sentence.lines[0] ?? 0) + 1}`;
        const failure = failures.get(first + index);
        lines.push(...reportLines(annotations[index], sentence, failure).map((line) => `${place} ${line}`));
      });
      first += sentences.length;
    }
    this.channel.appendLine(`${new Date().toLocaleTimeString()} ${summary}`);
    for (const line of [...costLines(outcome), ...lines]) this.channel.appendLine(`  ${line}`);
    const scores = gold.report();
    if (scores) this.channel.appendLine(`against the tags that stood there:\n${plainText(scoreTable(scores))}`);
    const incomplete = job.failures.length + outcome.overtaken > 0;
    void this.notify(summary, lines.length > 0 || scores !== undefined, incomplete);
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
  const answered = job.sentences - job.failures.length;
  return [
    answered === 1 ? t('{0} annotated 1 sentence.', model) : t('{0} annotated {1} sentences.', model, answered),
    job.entities === 1 ? t('1 entity.') : t('{0} entities.', job.entities),
    ...(job.repaired > 0 ? [t('Repaired: {0}.', job.repaired)] : []),
    ...(job.reasked > 0 ? [t('Asked for twice: {0}.', job.reasked)] : []),
    ...(job.rejected > 0 ? [t('Rejected: {0}.', job.rejected)] : []),
    ...(job.failures.length > 0 ? [t('Without an answer: {0}.', job.failures.length)] : []),
    ...(overtaken > 0 ? [t('Not written, because they were edited meanwhile: {0}.', overtaken)] : []),
    ...(job.dollars === undefined ? [] : [t('{0}.', inDollars(job.dollars))]),
  ].join(' ');
}

/** What it cost, and what it had been expected to. */
function costLines({ job, estimate }: AnnotationOutcome): string[] {
  const { usage, dollars, cached, asked, seconds } = job;
  const expected = estimate?.dollars;
  return [
    `asked ${asked}, known before ${cached}, ${seconds.toFixed(1)} s, ${usage.promptTokens} + ${usage.completionTokens} tokens`,
    ...(dollars === undefined || expected === undefined || asked === 0
      ? []
      : [`${inDollars(dollars)}; ${inDollars(expected)} had been estimated`]),
  ];
}
