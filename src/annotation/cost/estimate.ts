import { cacheKey } from '../answers/answerCache';
import { readAnswerLines } from '../answers/answerFile';
import type { Teacher, TeacherCost, Usage } from '../teacher';
import { dollarsOf } from './price';

export interface CostEstimate {
  readonly sentences: number;
  /** Of them, those whose answers are known, or that stand there twice. */
  readonly cached: number;
  /** Of those that are asked for. */
  readonly usage: Usage;
  /** US dollars; absent where the price of the teacher is not known. */
  readonly dollars?: number;
}

interface PaidAnswer {
  readonly tokens: readonly string[];
  readonly usage: Usage;
}

/** Counted one by one up to here; of larger jobs, as many evenly spread sentences stand for all. */
const counted = 2000;
/** Answers of the same teacher that say better than a rule of thumb what a question costs, and how many of them are asked. */
const enoughAnswers = 20;
const latestAnswers = 200;

/**
 * What it would cost to annotate sentences: the prompts' tokens counted and the answers' expected, both corrected by what
 * the same teacher's latest answers really cost, where there are some.
 * @returns nothing for a teacher that costs nothing
 */
export async function estimateAnnotation(
  teacher: Teacher,
  sentences: readonly (readonly string[])[],
  cacheFile: string,
): Promise<CostEstimate | undefined> {
  const { cost } = teacher;
  if (!cost) return undefined;
  const asked = new Map(sentences.map((tokens) => [cacheKey(teacher, tokens), tokens]));
  const before: PaidAnswer[] = [];
  for await (const { record } of readAnswerLines(cacheFile)) {
    if (!record) continue;
    asked.delete(record.key);
    const { usage } = record.annotation;
    if (usage && record.teacher === teacher.label) before.push({ tokens: record.tokens, usage });
    if (before.length > 2 * latestAnswers) before.splice(0, latestAnswers);
  }
  const all = [...asked.values()];
  const sample = all.filter((_, index) => index % Math.ceil(all.length / counted) === 0);
  const share = all.length / Math.max(1, sample.length);
  const counts = await estimateOf(cost, sample);
  const correction =
    before.length >= enoughAnswers
      ? await correctionBy(cost, before.slice(-latestAnswers))
      : { prompt: 1, completion: 1 };
  const usage = {
    promptTokens: Math.round(share * correction.prompt * counts.promptTokens),
    completionTokens: Math.round(share * correction.completion * counts.completionTokens),
  };
  const dollars = cost.price && dollarsOf(usage, cost.price);
  return {
    sentences: sentences.length,
    cached: sentences.length - all.length,
    usage,
    ...(dollars !== undefined && { dollars }),
  };
}

async function estimateOf(cost: TeacherCost, sentences: readonly (readonly string[])[]): Promise<Usage> {
  let [promptTokens, completionTokens] = [0, 0];
  for (const tokens of sentences) {
    const usage = await cost.estimate(tokens);
    promptTokens += usage.promptTokens;
    completionTokens += usage.completionTokens;
  }
  return { promptTokens, completionTokens };
}

/** Tokens that answers really cost, in parts of what they would have been estimated at. */
async function correctionBy(cost: TeacherCost, answers: readonly PaidAnswer[]) {
  const estimated = await estimateOf(
    cost,
    answers.map(({ tokens }) => tokens),
  );
  const sum = (part: keyof Usage) => answers.reduce((total, { usage }) => total + usage[part], 0);
  return {
    prompt: sum('promptTokens') / estimated.promptTokens,
    completion: sum('completionTokens') / estimated.completionTokens,
  };
}
