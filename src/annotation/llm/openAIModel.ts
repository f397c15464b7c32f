import OpenAI from 'openai';
import { type Price, priceOf } from '../cost/price';
import type { AskOptions, ChatModel, Question, Reply } from './chatModel';
import { toAnnotationError } from './openAIErrors';

/** The paper's teacher. */
export const DEFAULT_MODEL = 'gpt-4-0125-preview';

export interface OpenAIOptions {
  readonly apiKey: string;
  /** Of an OpenAI-compatible server; OpenAI's own by default. */
  readonly baseURL?: string;
  readonly model: string;
  /** Of the model; by default, OpenAI's own for its own server, else unknown. */
  readonly price?: Price;
}

type Completion = OpenAI.Chat.Completions.ChatCompletion;
type CompletionBody = OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming;

/** Long enough for a slow answer, short enough that a dead connection does not hold the job for minutes. */
const timeout = 90_000;
const maxRetries = 4;

/** What a server and model turned out not to know, remembered for the process: nobody asks for it again. */
interface Limits {
  /** How far down the ladder of formats: older models know no schema, some servers no JSON mode. */
  rung: number;
  /** Reasoning models take no other temperature than their own, and give no probabilities. */
  ownTemperature: boolean;
  noLogprobs: boolean;
}

const limits = new Map<string, Limits>();
const formats = ['json_schema', 'json_object', 'text'] as const;

/** The SDK, set up so that nothing is read from the environment behind the user's back. */
export function openAIClient({ apiKey, baseURL }: Pick<OpenAIOptions, 'apiKey' | 'baseURL'>): OpenAI {
  return new OpenAI({
    apiKey,
    baseURL: baseURL ?? 'https://api.openai.com/v1',
    organization: null,
    project: null,
    timeout,
    maxRetries,
  });
}

/** A model behind OpenAI's Chat Completions API, which most other servers speak too. */
export function openAIModel(options: OpenAIOptions): ChatModel {
  const { apiKey, model } = options;
  const patient = openAIClient(options);
  const { baseURL } = patient;
  const hasty = patient.withOptions({ fetch: leaveRateLimits });
  const known = limitsOf(baseURL, model);

  const ask = async (question: Question, how: AskOptions = {}): Promise<Reply> => {
    for (;;) {
      const tried = { ...known };
      try {
        const client = how.patient ? patient : hasty;
        const body = completionBody(model, question, tried, how.sampled);
        return await withOwnSignal(how.signal, async (signal) =>
          replyOf(await client.chat.completions.create(body, { signal })),
        );
      } catch (error) {
        if (!learn(error, known, tried)) throw toAnnotationError(error, { apiKey, model, baseURL });
      }
    }
  };

  const price = options.price ?? (new URL(baseURL).host === 'api.openai.com' ? priceOf(model) : undefined);
  return { name: model, identity: { baseURL, model, temperature: 0 }, ...(price && { price }), ask };
}

/** The SDK never takes its listeners off a signal again: a job's own would gather one for each question. */
async function withOwnSignal<T>(of: AbortSignal | undefined, use: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const own = new AbortController();
  const abort = () => own.abort();
  if (of?.aborted) abort();
  of?.addEventListener('abort', abort);
  try {
    return await use(own.signal);
  } finally {
    of?.removeEventListener('abort', abort);
  }
}

/** What the API is asked, in the form that the server and model are known to take. */
export function bodyFor(baseURL: string, model: string, question: Question): CompletionBody {
  return completionBody(model, question, limitsOf(baseURL, model));
}

function limitsOf(baseURL: string, model: string): Limits {
  const place = `${baseURL} ${model}`;
  const known = limits.get(place) ?? { rung: 0, ownTemperature: false, noLogprobs: false };
  limits.set(place, known);
  return known;
}

function completionBody(model: string, { messages, schema }: Question, known: Limits, sampled = false): CompletionBody {
  const type = formats[known.rung] ?? 'text';
  return {
    model,
    messages: [...messages],
    ...(!known.ownTemperature && { temperature: sampled ? 1 : 0 }),
    ...(!known.noLogprobs && { logprobs: true }),
    response_format:
      type === 'json_schema' ? { type, json_schema: { name: 'entities', strict: true, schema } } : { type },
  };
}

/** Learns from a refusal what not to ask for. @returns whether it is worth asking again */
function learn(error: unknown, known: Limits, tried: Limits): boolean {
  if (!(error instanceof OpenAI.BadRequestError || error instanceof OpenAI.UnprocessableEntityError)) return false;
  const { message } = error;
  if (/logprobs/u.test(message) && !tried.noLogprobs) known.noLogprobs = true;
  else if (/temperature/u.test(message) && !tried.ownTemperature) known.ownTemperature = true;
  // Others may have gone down meanwhile.
  else if (/response_format|json_schema|json_object/u.test(message) && tried.rung < formats.length - 1)
    known.rung = Math.max(known.rung, tried.rung + 1);
  else return false;
  return true;
}

/** The SDK would wait in each question by itself; a rate limit concerns all of a job's questions, and the job paces them. */
async function leaveRateLimits(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (response.status !== 429) return response;
  const headers = new Headers(response.headers);
  headers.set('x-should-retry', 'false');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/** A completion in our words. */
export function replyOf({ choices, usage }: Completion): Reply {
  const spent = usage && { usage: { promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens } };
  const choice = choices?.[0];
  if (!choice) return { ...spent };
  const { message, finish_reason: finish, logprobs } = choice;
  return {
    content: message.content,
    ...(message.refusal && { refusal: message.refusal }),
    finish: finish === 'length' ? 'length' : finish === 'content_filter' ? 'content-filter' : 'stop',
    ...(logprobs?.content?.length && {
      logprobs: logprobs.content.map(({ token, bytes, logprob }) => ({
        bytes: bytes ? Uint8Array.from(bytes) : new TextEncoder().encode(token),
        logprob,
      })),
    }),
    ...spent,
  };
}
