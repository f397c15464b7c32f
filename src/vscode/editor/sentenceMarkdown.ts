import type { TextPart } from '../../dataset';
import { slotColour } from './typeColours';

/**
 * Text from a file as Markdown that shows exactly that text. CommonMark lets every ASCII punctuation mark be escaped by
 * a backslash (https://spec.commonmark.org/0.31.2/#backslash-escapes), which also takes the meaning from HTML tags,
 * entities, links and GitHub's bare links. `MarkdownString.appendText` is not used, because it turns spaces into
 * no-break spaces and a long sentence would then never wrap.
 */
export function escapeMarkdown(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/**
 * A sentence as Markdown with HTML: entities bold and in the colour of their type, the type's name after each.
 * VS Code's sanitiser lets only colours by theme variable through, so that is all the styling there is.
 */
export function sentenceMarkdown(parts: readonly TextPart[], slots: ReadonlyMap<string, number>): string {
  return parts
    .map(({ text, type }) => {
      if (type === undefined) return escapeMarkdown(text);
      const colour = `--vscode-${slotColour(slots.get(type) ?? 1).replaceAll('.', '-')}`;
      return `<span style="color:var(${colour});"><b>${escapeMarkdown(text)}</b> <sub>${escapeMarkdown(type)}</sub></span>`;
    })
    .join('');
}
