import type { InlayHint } from 'vscode-languageserver';
import { type LiveDocument, runningText, type Sentence } from '../dataset';
import type { Feature } from './feature';

/** Characters of a sentence above it; its tooltip has all. */
const length = 140;

/** Above each sentence its text, in the blank line where there is one. Switched by the setting conllDistill.sentenceHints. */
export const sentenceHints: Feature = ({ connection, documents, settings }) => {
  connection.languages.inlayHint.on(async ({ textDocument, range }) => {
    const document = documents.get(textDocument.uri);
    if (!document) return [];
    const { sentenceHints: wanted } = await settings.of(textDocument.uri);
    if (!wanted) return [];
    return document.live
      .sentencesBetween(range.start.line, range.end.line)
      .map((sentence) => hintOf(document.live, sentence));
  });
  return { inlayHintProvider: true };
};

function hintOf(live: LiveDocument, { tokens, lines: [first = 0] }: Sentence): InlayHint {
  const text = runningText(tokens, [])
    .map((part) => part.text)
    .join('');
  const above = first > 0 && live.lineKind(first - 1) === 'blank' ? first - 1 : first;
  const short = text.length > length ? `${text.slice(0, length - 1)}…` : text;
  return {
    position: { line: above, character: live.lineText(above).length },
    label: short,
    ...(short !== text && { tooltip: text }),
    paddingLeft: above === first,
  };
}
