import type { Usage } from '../teacher';

/** US dollars for a million tokens. */
export interface Price {
  readonly prompt: number;
  readonly completion: number;
}

/** When the table below was looked up. Prices change: users can set their own. */
export const PRICES_AS_OF = 'May 2026';

/** OpenAI's standard prices. A name stands for its dated snapshots too, unless they have a line of their own. */
const prices: Readonly<Record<string, Price>> = {
  'gpt-3.5-turbo': { prompt: 0.5, completion: 1.5 },
  'gpt-4': { prompt: 30, completion: 60 },
  'gpt-4-0125-preview': { prompt: 10, completion: 30 },
  'gpt-4-1106-preview': { prompt: 10, completion: 30 },
  'gpt-4-turbo': { prompt: 10, completion: 30 },
  'gpt-4-turbo-preview': { prompt: 10, completion: 30 },
  'gpt-4o': { prompt: 2.5, completion: 10 },
  'gpt-4o-mini': { prompt: 0.15, completion: 0.6 },
  'gpt-4.1': { prompt: 2, completion: 8 },
  'gpt-4.1-mini': { prompt: 0.4, completion: 1.6 },
  'gpt-4.1-nano': { prompt: 0.1, completion: 0.4 },
  'gpt-5.4': { prompt: 2.5, completion: 15 },
  'gpt-5.4-mini': { prompt: 0.75, completion: 4.5 },
  'gpt-5.4-nano': { prompt: 0.2, completion: 1.25 },
  'gpt-5.5': { prompt: 5, completion: 30 },
};

/** @returns nothing for a model that the table does not know: a guess would be worse */
export function priceOf(model: string): Price | undefined {
  return prices[model] ?? prices[model.replace(/-(?:\d{4}-\d{2}-\d{2}|\d{4})$/u, '')];
}

/** US dollars. */
export function dollarsOf({ promptTokens, completionTokens }: Usage, { prompt, completion }: Price): number {
  return (promptTokens * prompt + completionTokens * completion) / 1e6;
}

/** `$1.25`; amounts under ten cents with two digits that count. */
export function inDollars(amount: number): string {
  if (amount === 0 || amount >= 0.1) return `$${amount.toFixed(2)}`;
  return `$${amount.toFixed(Math.min(8, 1 - Math.floor(Math.log10(amount))))}`;
}
