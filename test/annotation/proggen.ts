import fs from 'node:fs';
import path from 'node:path';
import { decodeEntities } from '../../src/dataset';
import type { Span } from '../fakeOpenAI/fakeOpenAI.mjs';

interface Fixture {
  /** Real completions of gpt-3.5-turbo-1106, to other prompts than ours. */
  readonly completions: readonly object[];
  readonly sentences: readonly { tokens: string[]; labels: string[] }[];
}

const file = path.resolve(import.meta.dirname, '../fixtures/openai/proggen.json');
export const proggen: Fixture = JSON.parse(fs.readFileSync(file, 'utf8'));

const typeOf: Readonly<Record<string, string>> = { person: 'PER', location: 'LOC', organization: 'ORG' };
const spans = new Map(
  proggen.sentences.map(({ tokens, labels }) => [
    tokens.join(' '),
    decodeEntities(labels).map(({ type, start, end }) => ({
      start,
      end: end - 1,
      text: tokens.slice(start, end).join(' '),
      type: typeOf[type] ?? type,
    })),
  ]),
);

/** What the LLM had said of a sentence, as a structured answer. */
export function llmSpans(tokens: readonly string[]): Span[] {
  return spans.get(tokens.join(' ')) ?? [];
}
