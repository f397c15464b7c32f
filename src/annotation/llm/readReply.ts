import { alignAnswer } from '../answers/alignAnswer';
import { parseAnswer } from '../answers/answerSchema';
import type { Annotation, Rejection } from '../teacher';
import type { Reply } from './chatModel';

/** Everything that a reply may be, but spans, is a rejection with its own reason. */
export function readReply(tokens: readonly string[], reply: Reply, entityTypes: readonly string[]): Annotation {
  const { content, refusal, finish, usage, logprobs } = reply;
  const spent = usage && { usage };
  const whole = (reason: Rejection['reason'], message: string, answer?: string | null): Annotation => ({
    entities: [],
    rejections: [{ reason, message, ...(answer ? { answer } : {}) }],
    ...spent,
  });
  if (refusal) return whole('refusal', `the model refused: ${refusal}`, refusal);
  if (finish === undefined) return whole('empty-answer', 'the server answered without a choice');
  if (finish === 'content-filter') return whole('content-filter', 'the server’s content filter held the answer back');
  if (finish === 'length') return whole('truncated', 'the answer was cut off at the token limit', content);
  if (!content?.trim()) return whole('empty-answer', 'the answer is empty');
  const parsed = parseAnswer(content, logprobs);
  if (!parsed) return whole('malformed', `the answer is not the JSON asked for: ${excerpt(content)}`, content);
  const { entities, rejections } = alignAnswer(tokens, parsed.spans, entityTypes);
  const malformed = parsed.malformed.map(
    (answer): Rejection => ({
      reason: 'malformed',
      message: `not an entity: ${excerpt(JSON.stringify(answer))}`,
      answer,
    }),
  );
  return { entities, rejections: [...rejections, ...malformed], ...spent };
}

function excerpt(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
