import { z } from 'zod';
import type { TokenLogprob } from '../llm/chatModel';
import { itemConfidences } from './confidence';

/** One span as answered: token numbers, both inclusive. */
export interface AnswerSpan {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly type: string;
  readonly reason?: string | undefined;
  /** A probability, where the model gave some. */
  readonly confidence?: number | undefined;
}

const span = z.object({
  start: z.int(),
  end: z.int(),
  text: z.string(),
  type: z.string(),
  reason: z.string().optional(),
});

/** The strict JSON schema of an answer: reason stands before type, so that the type follows from it. */
export function answerJsonSchema(reasons: boolean, entityTypes: readonly string[]): Record<string, unknown> {
  const properties = {
    start: { type: 'integer', description: 'number of the first token' },
    end: { type: 'integer', description: 'number of the last token' },
    text: { type: 'string', description: 'the tokens from start to end, joined by spaces' },
    ...(reasons ? { reason: { type: 'string' } } : {}),
    type: { type: 'string', enum: [...entityTypes] },
  };
  const entities = { type: 'array', items: strictObject(properties) };
  return strictObject(reasons ? { context: { type: 'string' }, entities } : { entities });
}

function strictObject(properties: Record<string, unknown>): Record<string, unknown> {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

export interface ParsedAnswer {
  readonly spans: readonly AnswerSpan[];
  /** Items of the answer's list that are no spans. */
  readonly malformed: readonly unknown[];
}

/**
 * @param logprobs of the text's tokens, where the server gave them: spans then have a confidence
 * @returns nothing when the text holds no JSON with a list of entities
 */
export function parseAnswer(text: string, logprobs?: readonly TokenLogprob[]): ParsedAnswer | undefined {
  const found = entitiesIn(text);
  if (!found) return undefined;
  const confidences = logprobs ? itemConfidences(text, found.json, found.offset, logprobs) : [];
  const spans: AnswerSpan[] = [];
  const malformed: unknown[] = [];
  found.items.forEach((item, index) => {
    const checked = span.safeParse(item);
    const confidence = confidences[index];
    if (checked.success) spans.push({ ...checked.data, ...(confidence !== undefined && { confidence }) });
    else malformed.push(item);
  });
  return { spans, malformed };
}

function entitiesIn(text: string): { items: readonly unknown[]; json: string; offset: number } | undefined {
  for (const part of jsonParts(text)) {
    const answer = answerSchema.safeParse(parsed(part.json));
    if (answer.success) return { items: Array.isArray(answer.data) ? answer.data : answer.data.entities, ...part };
  }
  return undefined;
}

/** Some models leave the object out that the list was asked for in. */
const answerSchema = z.union([z.object({ entities: z.array(z.unknown()) }), z.array(z.unknown())]);

/** Where the JSON of an answer may be: models without a JSON mode like to fence it, or to speak before and after it. */
function jsonParts(text: string): { json: string; offset: number }[] {
  const fenced = /```(?:json)?\s*\n([\s\S]*?)\n\s*```/diu.exec(text);
  const [from, to] = fenced?.indices?.[1] ?? [0, 0];
  const brace = Math.max(0, text.indexOf('{'));
  return [
    { json: text, offset: 0 },
    ...(fenced ? [{ json: text.slice(from, to), offset: from }] : []),
    { json: text.slice(brace, text.lastIndexOf('}') + 1), offset: brace },
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
