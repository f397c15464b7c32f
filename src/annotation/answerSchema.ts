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

/** @returns nothing when the text holds no JSON with a list of entities */
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
  for (const part of jsonParts(text)) {
    const answer = answerSchema.safeParse(parsed(part));
    if (answer.success) return Array.isArray(answer.data) ? answer.data : answer.data.entities;
  }
  return undefined;
}

/** Some models leave the object out that the list was asked for in. */
const answerSchema = z.union([z.object({ entities: z.array(z.unknown()) }), z.array(z.unknown())]);

/** Where the JSON of an answer may be: models without a JSON mode like to fence it, or to speak before and after it. */
function jsonParts(text: string): string[] {
  const fenced = /```(?:json)?\s*\n([\s\S]*?)\n\s*```/iu.exec(text)?.[1];
  const object = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
  return [text, ...(fenced === undefined ? [] : [fenced]), object];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
