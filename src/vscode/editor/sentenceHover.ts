import * as vscode from 'vscode';
import { decodeEntities } from '../../dataset';
import type { ParsedDocuments } from './parsedDocuments';
import { escapeMarkdown, sentenceMarkdown } from './sentenceMarkdown';
import { runningText } from './sentenceText';

/** Hovering a token line shows its sentence as people read it, with the entities marked and named. */
export class SentenceHover implements vscode.HoverProvider {
  constructor(private readonly documents: ParsedDocuments) {}

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const parsed = this.documents.get(document);
    const sentence = parsed.conll.sentenceAtLine(position.line);
    if (!sentence?.lines.includes(position.line)) return undefined;
    const text = sentenceMarkdown(runningText(sentence.tokens, decodeEntities(sentence.tags)), parsed.slots);
    const place = vscode.l10n.t(
      'Sentence {0} · {1} tokens · {2}',
      sentence.index + 1,
      sentence.tokens.length,
      parsed.scheme.toUpperCase(),
    );
    const dimmed = `<span style="color:var(--vscode-descriptionForeground);">${escapeMarkdown(place)}</span>`;
    const markdown = new vscode.MarkdownString(`${text}\n\n${dimmed}`);
    // For colours only: every text of the file is escaped, and the sanitiser lets no other style or script through.
    markdown.supportHtml = true;
    return new vscode.Hover(markdown, document.lineAt(position.line).range);
  }
}
