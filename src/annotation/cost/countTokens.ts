import type { Message } from '../prompt/messages';

/** What a chat adds to the words: for each message its role and delimiters, and for the answer its beginning. */
const aroundMessage = 4;
const beforeAnswer = 3;

/** Models up to GPT-4 Turbo split text with `cl100k_base`, all later ones of OpenAI with `o200k_base`. */
async function encodingOf(model: string) {
  return /^gpt-(?:3\.5|4(?:$|-))/u.test(model)
    ? import('gpt-tokenizer/encoding/cl100k_base')
    : import('gpt-tokenizer/encoding/o200k_base');
}

/** Tokens of a text, for OpenAI's models; other models split text in their own, but hardly very different, ways. */
export async function countTokens(model: string, text: string): Promise<number> {
  const { countTokens: count } = await encodingOf(model);
  // What looks like a control token in a data file is text.
  return count(text, { disallowedSpecial: new Set() });
}

/** Tokens of a chat that a model is asked to go on with. */
export async function countChatTokens(model: string, messages: readonly Message[]): Promise<number> {
  let total = beforeAnswer;
  for (const { content } of messages) total += aroundMessage + (await countTokens(model, content));
  return total;
}
