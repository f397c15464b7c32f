import type { AnswerRecord } from '../../../annotation';
import type { Entity } from '../../../dataset';
import { escapeMarkdown } from '../../editor/sentenceMarkdown';

/** Teachers shown; more would hide the sentence. */
const shown = 4;

/**
 * What teachers said of a token, a line a teacher: its entity there, how sure it was and why. Those that agree with the entity in
 * the file come first.
 * @param entity the one in the file, where there is one
 */
export function reasonsMarkdown(
  answers: readonly AnswerRecord[],
  token: number,
  entity: Entity | undefined,
  words: { readonly nothing: string },
): string {
  const lines = answers.map(({ teacher, time, tokens, annotation }) => {
    const said = annotation.entities.find(({ start, end }) => start <= token && token < end);
    const agrees = said?.type === entity?.type && said?.start === entity?.start && said?.end === entity?.end;
    const answer = said
      ? `**${escapeMarkdown(said.type)}** ${escapeMarkdown(tokens.slice(said.start, said.end).join(' '))}`
      : words.nothing;
    const sure = said?.confidence === undefined ? '' : ` (${(100 * said.confidence).toFixed(0)} %)`;
    const reason = said?.reason ? `: ${escapeMarkdown(said.reason)}` : '';
    const who = `${escapeMarkdown(teacher)}${time ? `, ${escapeMarkdown(time.slice(0, 10))}` : ''}`;
    return { agrees, line: `${agrees ? '$(check)' : '$(circle-slash)'} ${answer}${sure}${reason} *(${who})*` };
  });
  return lines
    .toSorted((a, b) => Number(b.agrees) - Number(a.agrees))
    .slice(0, shown)
    .map(({ line }) => line)
    .join('  \n');
}
