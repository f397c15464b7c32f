import { answerJsonSchema } from '../answers/answerSchema';
import { agreement } from '../answers/confidence';
import { countChatTokens, countTokens } from '../cost/countTokens';
import { CONLL_2003_TYPES } from '../entityTypes';
import { builtInExamples, type Examples } from '../prompt/examples';
import { correction } from '../prompt/messages';
import type { PromptTemplate } from '../prompt/promptTemplate';
import type { Annotation, RejectionReason, Teacher, Usage } from '../teacher';
import type { ChatModel, Question, Reply } from './chatModel';
import { readReply } from './readReply';

export interface LlmTeacherOptions {
  readonly model: ChatModel;
  readonly prompt: PromptTemplate;
  readonly entityTypes: readonly string[];
  /** Of the entity types, for the prompt; CoNLL-2003's have ours by default. */
  readonly definitions?: Readonly<Record<string, string>>;
  /** Shown before each sentence; our own by default. */
  readonly examples?: Examples;
  /** How often to ask besides, to see how sure the model is of an answer, where it gives no probabilities. */
  readonly samples?: number;
}

/** A teacher whose questions and replies can also travel by other ways than one call each. */
export interface LlmTeacher extends Teacher {
  readonly model: ChatModel;
  question(tokens: readonly string[]): Promise<Question>;
  read(tokens: readonly string[], reply: Reply): Annotation;
}

export function isLlmTeacher(teacher: Teacher): teacher is LlmTeacher {
  return 'question' in teacher && 'read' in teacher;
}

/** A large language model that is asked, sentence by sentence, for the entities. */
export function llmTeacher(options: LlmTeacherOptions): LlmTeacher {
  const { model, prompt, entityTypes, samples = 0 } = options;
  const definitions = Object.fromEntries(
    entityTypes.map((type) => [
      type,
      options.definitions?.[type] ?? CONLL_2003_TYPES[type] ?? `an entity of type ${type}`,
    ]),
  );
  const examples = options.examples ?? builtInExamples(entityTypes);
  const schema = answerJsonSchema(prompt.reasons, entityTypes);
  const read = (tokens: readonly string[], reply: Reply) => readReply(tokens, reply, entityTypes);
  const question = async (tokens: readonly string[]): Promise<Question> => ({
    messages: prompt.render(definitions, await examples.for(tokens), tokens),
    schema,
  });

  const annotate = async (tokens: readonly string[], signal: AbortSignal | undefined): Promise<Annotation> => {
    const asked = await question(tokens);
    const reply = await model.ask(asked, { signal });
    const first = read(tokens, reply);
    const faults = first.rejections.filter(({ reason }) => worthAskingAgain.has(reason));
    // What follows comes on top of an answer that is paid for: whatever happens to it, that one counts.
    const more = (messages: Question['messages'], sampled: boolean) =>
      model.ask({ messages, schema }, { signal, patient: true, sampled }).then(
        (later) => ({ reply: later, annotation: read(tokens, later) }),
        () => undefined,
      );
    let [best, logprobs, usage] = [first, reply.logprobs, first.usage];
    if (faults.length > 0) {
      const again = [{ role: 'assistant', content: reply.content ?? '' } as const, correction(faults)];
      const second = await more([...asked.messages, ...again], false);
      if (second) {
        usage = addUp(usage, second.annotation.usage);
        if (isBetter(second.annotation, best)) [best, logprobs] = [second.annotation, second.reply.logprobs];
        best = { ...best, reasked: true };
      }
    }
    if (samples > 0 && !logprobs && best.entities.length > 0) {
      const drawn = await Promise.all(Array.from({ length: samples }, () => more(asked.messages, true)));
      const answers = drawn.flatMap((one) => (one ? [one.annotation] : []));
      for (const answer of answers) usage = addUp(usage, answer.usage);
      best = { ...best, entities: agreement(best.entities, answers) };
    }
    return { ...best, ...(usage && { usage }) };
  };

  return {
    label: `${model.name}, ${prompt.title}`,
    identity: {
      teacher: 'llm',
      ...model.identity,
      prompt: prompt.source,
      definitions,
      examples: examples.identity,
      ...(samples > 0 && { samples }),
    },
    entityTypes,
    cost: {
      ...(model.price && { price: model.price }),
      estimate: costEstimator(model.name, prompt, schema, question),
    },
    model,
    question,
    read,
    annotate,
  };
}

/** Tokens of a question and of a typical answer. What stands before the sentence repeats: it is counted once. */
function costEstimator(
  model: string,
  prompt: PromptTemplate,
  schema: Question['schema'],
  question: (tokens: readonly string[]) => Promise<Question>,
) {
  const counts = new Map<string, Promise<number>>();
  const count = (text: string): Promise<number> => {
    const known = counts.get(text) ?? countTokens(model, text);
    counts.set(text, known);
    return known;
  };
  const { base, perToken } = typicalAnswer[prompt.reasons ? 'withReasons' : 'plain'];
  return async (tokens: readonly string[]): Promise<Usage> => {
    const { messages } = await question(tokens);
    const before = await Promise.all(messages.slice(0, -1).map(({ content }) => count(content)));
    const around = before.reduce((sum, tokensOfOne) => sum + tokensOfOne + aroundMessage, 0);
    const ofSchema = knowsSchemas(model) ? await count(JSON.stringify(schema)) : 0;
    return {
      promptTokens: around + ofSchema + (await countChatTokens(model, messages.slice(-1))),
      completionTokens: base + perToken * tokens.length,
    };
  };
}

const aroundMessage = 4;

/** A schema is sent to the model as tokens; OpenAI's older models get none. */
function knowsSchemas(model: string): boolean {
  return !/^gpt-(?:3\.5|4(?:$|-))/u.test(model);
}

/** Tokens of an answer, as a rule of thumb: news text names something in about every eighth token. */
const typicalAnswer = { plain: { base: 8, perToken: 4 }, withReasons: { base: 30, perToken: 6 } } as const;

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
