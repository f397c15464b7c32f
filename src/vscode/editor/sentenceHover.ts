import * as vscode from 'vscode';
import { decodeEntities, runningText } from '../../dataset';
import type { AnswerIndexes } from '../annotate/answers/answerIndexes';
import { reasonsMarkdown } from '../annotate/answers/reasonsMarkdown';
import type { ParsedDocuments } from './parsedDocuments';
import { escapeMarkdown, sentenceMarkdown } from './sentenceMarkdown';

/**
 * Hovering a token line shows its sentence as people read it, with the entities marked and named, and what teachers said of
 * the token, with their reasons.
 */
export class SentenceHover implements vscode.HoverProvider {
  constructor(
    private readonly documents: ParsedDocuments,
    private readonly answers: AnswerIndexes,
  ) {}

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const parsed = this.documents.get(document);
    const sentence = parsed.live.sentenceAtLine(position.line);
    const token = sentence?.lines.indexOf(position.line) ?? -1;
    if (!sentence || token < 0) return undefined;
    const entities = decodeEntities(sentence.tags);
    const text = sentenceMarkdown(runningText(sentence.tokens, entities), parsed.slots);
    const place = vscode.l10n.t(
      'Sentence {0} · {1} tokens · {2}',
      sentence.index + 1,
      sentence.tokens.length,
      parsed.scheme.toUpperCase(),
    );
    const dimmed = `<span style="color:var(--vscode-descriptionForeground);">${escapeMarkdown(place)}</span>`;
    const entity = entities.find(({ start, end }) => start <= token && token < end);
    const answers = await this.answers.for(document.uri).of(sentence.tokens);
    const said = answers.some(({ annotation }) =>
      annotation.entities.some(({ start, end }) => start <= token && token < end),
    );
    const reasons =
      entity || said ? reasonsMarkdown(answers, token, entity, { nothing: vscode.l10n.t('no entity') }) : '';
    const markdown = new vscode.MarkdownString([text, ...(reasons ? [reasons] : []), dimmed].join('\n\n'), true);
    // For colours only: every text of the file is escaped, and the sanitiser lets no other style or script through.
    markdown.supportHtml = true;
    return new vscode.Hover(markdown, document.lineAt(position.line).range);
  }
}
