import OpenAI from 'openai';
import { alignAnswer } from './alignAnswer';
import { answerJsonSchema, parseAnswer } from './answerSchema';
import { countChatTokens, countTokens } from './cost/countTokens';
import { type Price, priceOf } from './cost/price';
import { CONLL_2003_TYPES } from './entityTypes';
import { toAnnotationError } from './openAIErrors';
import { buildMessages, correction, type Message, PROMPT_VERSION, type PromptName } from './prompts';
import type { Annotation, Rejection, RejectionReason, Teacher, Usage } from './teacher';

/** The paper's teacher. */
export const DEFAULT_MODEL = 'gpt-4-0125-preview';

export interface OpenAITeacherOptions {
  readonly apiKey: string;
  /** Of an OpenAI-compatible server; OpenAI's own by default. */
  readonly baseURL?: string;
  readonly model: string;
  readonly prompt: PromptName;
  readonly entityTypes: readonly string[];
  /** Of the entity types, for the prompt; CoNLL-2003's have ours by default. */
  readonly definitions?: Readonly<Record<string, string>>;
  /** Of the model; by default, OpenAI's own for its own server, else unknown. */
  readonly price?: Price;
}

type Completion = OpenAI.Chat.Completions.ChatCompletion;
type ResponseFormat = NonNullable<OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming['response_format']>;

/** Long enough for a slow answer, short enough that a dead connection does not hold the job for minutes. */
const timeout = 90_000;
const maxRetries = 4;

/** An LLM behind OpenAI's Chat Completions API, which most other servers speak too. */
export function openAITeacher(options: OpenAITeacherOptions): Teacher {
  const { apiKey, baseURL, model, prompt, entityTypes } = options;
  const definitions = Object.fromEntries(
    entityTypes.map((type) => [
      type,
      options.definitions?.[type] ?? CONLL_2003_TYPES[type] ?? `an entity of type ${type}`,
    ]),
  );
  // An explicit null keeps the SDK from reading OPENAI_BASE_URL and the like behind the user's back.
  const client = new OpenAI({
    apiKey,
    baseURL: baseURL ?? 'https://api.openai.com/v1',
    organization: null,
    project: null,
    timeout,
    maxRetries,
    fetch: leaveRateLimits,
  });
  /** Waits for a rate limit by itself: asking the job to begin again would pay for the first answer twice. */
  const patient = client.withOptions({ fetch });
  const formats: ResponseFormat[] = [
    {
      type: 'json_schema',
      json_schema: { name: 'entities', strict: true, schema: answerJsonSchema(prompt, entityTypes) },
    },
    { type: 'json_object' },
    { type: 'text' },
  ];

  const place = `${client.baseURL} ${model}`;
  const ask = async (
    messages: readonly Message[],
    signal: AbortSignal | undefined,
    by: OpenAI = client,
  ): Promise<Completion> => {
    for (;;) {
      const rung = rungs.get(place) ?? 0;
      const format = formats[rung] ?? { type: 'text' };
      try {
        return await by.chat.completions.create(
          {
            model,
            messages: [...messages],
            ...(!onlyOwnTemperature.has(place) && { temperature: 0 }),
            response_format: format,
          },
          signal ? { signal } : {},
        );
      } catch (error) {
        if (refusesTemperature(error) && !onlyOwnTemperature.has(place)) {
          onlyOwnTemperature.add(place);
          continue;
        }
        if (!refusesFormat(error) || format.type === 'text')
          throw toAnnotationError(error, { apiKey, model, baseURL: client.baseURL });
        // Others may have gone down meanwhile.
        rungs.set(place, Math.max(rungs.get(place) ?? 0, rung + 1));
      }
    }
  };

  const annotate = async (tokens: readonly string[], signal: AbortSignal | undefined): Promise<Annotation> => {
    const messages = buildMessages(prompt, definitions, tokens);
    const completion = await ask(messages, signal);
    const first = readCompletion(tokens, completion, entityTypes);
    const faults = first.rejections.filter(({ reason }) => worthAskingAgain.has(reason));
    if (faults.length === 0) return first;
    const answered = completion.choices?.[0]?.message.content ?? '';
    const again = [...messages, { role: 'assistant', content: answered } as const, correction(faults)];
    // The first answer is paid for: whatever happens now, it counts.
    const second = await ask(again, signal, patient).then(
      (better) => readCompletion(tokens, better, entityTypes),
      () => undefined,
    );
    if (!second) return first;
    const usage = addUp(first.usage, second.usage);
    const best = isBetter(second, first) ? second : first;
    return { ...best, reasked: true, ...(usage && { usage }) };
  };

  const price = options.price ?? (new URL(client.baseURL).host === 'api.openai.com' ? priceOf(model) : undefined);
  let around: Promise<number> | undefined;
  const estimate = async (tokens: readonly string[]): Promise<Usage> => {
    // All but the last message is the same in each question.
    const messages = buildMessages(prompt, definitions, tokens);
    around ??= Promise.all([
      countChatTokens(model, messages.slice(0, -1)),
      knowsSchemas(model) ? countTokens(model, JSON.stringify(answerJsonSchema(prompt, entityTypes))) : 0,
    ]).then(([chat, schema]) => chat + schema);
    const promptTokens = (await around) + (await countChatTokens(model, messages.slice(-1))) - 3;
    const typical = typicalAnswer[prompt];
    return { promptTokens, completionTokens: typical.base + typical.token * tokens.length };
  };

  return {
    label: `${model}, ${prompt === 'standard' ? 'standard prompt' : 'chain of thought'}`,
    identity: {
      teacher: 'openai',
      baseURL: client.baseURL,
      model,
      prompt,
      promptVersion: PROMPT_VERSION,
      definitions,
      temperature: 0,
    },
    entityTypes,
    cost: { ...(price && { price }), estimate },
    annotate,
  };
}

/** A schema is sent to the model as tokens; OpenAI's older models get none. */
function knowsSchemas(model: string): boolean {
  return !/^gpt-(?:3\.5|4(?:$|-))/u.test(model);
}

/** Tokens of an answer, as a rule of thumb: news text names something in about every eighth token. */
const typicalAnswer = { standard: { base: 8, token: 4 }, 'chain-of-thought': { base: 30, token: 6 } } as const;

/**
 * How far down its ladder of formats each server and model is: older models know no schema, some servers no JSON mode. Once a
 * format is refused, it is not tried again by anybody.
 */
const rungs = new Map<string, number>();

/** Reasoning models, which take no other temperature than their own. */
const onlyOwnTemperature = new Set<string>();

/** What a model can mend when it is told; a refusal, a filter or a limit stays what it is. */
const worthAskingAgain: ReadonlySet<RejectionReason> = new Set([
  'not-in-sentence',
  'unknown-type',
  'malformed',
  'empty-answer',
]);

/** Fewer spans that cannot be used; of as many, more entities. */
function isBetter(a: Annotation, b: Annotation): boolean {
  const fewer = b.rejections.length - a.rejections.length;
  return fewer > 0 || (fewer === 0 && a.entities.length > b.entities.length);
}

function addUp(a: Usage | undefined, b: Usage | undefined): Usage | undefined {
  if (!a || !b) return a ?? b;
  return {
    promptTokens: a.promptTokens + b.promptTokens,
    completionTokens: a.completionTokens + b.completionTokens,
  };
}

/** The SDK would wait in each question by itself; a rate limit concerns all of a job's questions, and the job paces them. */
async function leaveRateLimits(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (response.status !== 429) return response;
  const headers = new Headers(response.headers);
  headers.set('x-should-retry', 'false');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

function refusesTemperature(error: unknown): boolean {
  return error instanceof OpenAI.BadRequestError && /temperature/u.test(error.message);
}

function refusesFormat(error: unknown): boolean {
  return error instanceof OpenAI.BadRequestError && /response_format|json_schema|json_object/u.test(error.message);
}

/** Everything that a completion may be, but spans, is a rejection with its own reason. */
function readCompletion(tokens: readonly string[], completion: Completion, entityTypes: readonly string[]): Annotation {
  const usage = completion.usage && {
    usage: { promptTokens: completion.usage.prompt_tokens, completionTokens: completion.usage.completion_tokens },
  };
  const whole = (reason: Rejection['reason'], message: string, answer?: string | null): Annotation => ({
    entities: [],
    rejections: [{ reason, message, ...(answer ? { answer } : {}) }],
    ...usage,
  });
  const choice = completion.choices?.[0];
  if (!choice) return whole('empty-answer', 'the server answered without a choice');
  const { message, finish_reason: finish } = choice;
  if (message.refusal) return whole('refusal', `the model refused: ${message.refusal}`, message.refusal);
  if (finish === 'content_filter') return whole('content-filter', 'the server’s content filter held the answer back');
  if (finish === 'length') return whole('truncated', 'the answer was cut off at the token limit', message.content);
  if (!message.content?.trim()) return whole('empty-answer', 'the answer is empty');
  const parsed = parseAnswer(message.content);
  if (!parsed)
    return whole('malformed', `the answer is not the JSON asked for: ${excerpt(message.content)}`, message.content);
  const { entities, rejections } = alignAnswer(tokens, parsed.spans, entityTypes);
  const malformed = parsed.malformed.map(
    (answer): Rejection => ({
      reason: 'malformed',
      message: `not an entity: ${excerpt(JSON.stringify(answer))}`,
      answer,
    }),
  );
  return { entities, rejections: [...rejections, ...malformed], ...usage };
}

function excerpt(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
