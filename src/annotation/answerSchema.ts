import { z } from 'zod';
import type { PromptName } from './prompts';

/** One span as answered: token numbers, both inclusive. */
export interface AnswerSpan {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly type: string;
  readonly reason?: string | undefined;
}

const span = z.object({
  start: z.int(),
  end: z.int(),
  text: z.string(),
  type: z.string(),
  reason: z.string().optional(),
});

/** The strict JSON schema of an answer: reason stands before type, so that the type follows from it. */
export function answerJsonSchema(prompt: PromptName, entityTypes: readonly string[]): Record<string, unknown> {
  const thinks = prompt === 'chain-of-thought';
  const properties = {
    start: { type: 'integer', description: 'number of the first token' },
    end: { type: 'integer', description: 'number of the last token' },
    text: { type: 'string', description: 'the tokens from start to end, joined by spaces' },
    ...(thinks ? { reason: { type: 'string' } } : {}),
    type: { type: 'string', enum: [...entityTypes] },
  };
  const entities = { type: 'array', items: strictObject(properties) };
  return strictObject(thinks ? { context: { type: 'string' }, entities } : { entities });
}

function strictObject(properties: Record<string, unknown>): Record<string, unknown> {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

export interface ParsedAnswer {
  readonly spans: readonly AnswerSpan[];
  /** Items of the answer's list that are no spans. */
  readonly malformed: readonly unknown[];
}

/** @returns nothing when the text holds no JSON object with a list of entities */
export function parseAnswer(text: string): ParsedAnswer | undefined {
  const items = entitiesIn(text);
  if (!items) return undefined;
  const spans: AnswerSpan[] = [];
  const malformed: unknown[] = [];
  for (const item of items) {
    const checked = span.safeParse(item);
    if (checked.success) spans.push(checked.data);
    else malformed.push(item);
  }
  return { spans, malformed };
}

function entitiesIn(text: string): readonly unknown[] | undefined {
  try {
    const answer = z.object({ entities: z.array(z.unknown()) }).safeParse(JSON.parse(withoutFence(text)));
    return answer.success ? answer.data.entities : undefined;
  } catch {
    return undefined;
  }
}

/** Models without a JSON mode like to fence their answer: ```json ... ``` */
function withoutFence(text: string): string {
  return /^\s*```(?:json)?\s*\n([\s\S]*?)\n\s*```\s*$/u.exec(text)?.[1] ?? text;
}
