/** A server to annotate with: `{delay, rateLimit}` -> `{baseURL, apiKey}` of a new one; `{}` -> `{calls, limited}` of the last one. */
import { FakeOpenAI } from '../../fakeOpenAI/fakeOpenAI.mjs';
import { serve } from '../worker';

export interface ServerOptions {
  readonly delay?: number;
  readonly rateLimit?: { readonly perSecond: number; readonly burst: number };
}

let server: FakeOpenAI | undefined;

serve(async (options: ServerOptions) => {
  if (server && Object.keys(options).length === 0) return { calls: server.calls.length, limited: server.limited };
  await server?.stop();
  server = new FakeOpenAI({
    ...options,
    answer: ([first = '']) => [{ start: 0, end: 0, text: first, type: 'PER', reason: 'The first token.' }],
  });
  return { baseURL: await server.start(), apiKey: server.apiKey };
}).then(() => server?.stop());
