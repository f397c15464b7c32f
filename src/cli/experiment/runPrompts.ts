import { estimateAnnotation, sampleGold } from '../../annotation';
import { type PromptExperiment, writeResultPages } from '../../experiment';
import { plainText } from '../../tables';
import { describeEstimate } from '../annotate/annotationReport';
import {
  type CompareOnGoldOptions,
  compareOnGold,
  openAll,
  refuseUnanswered,
  tableOnGold,
} from '../annotate/compareFiles';
import { readConll } from '../input';
import { writeOutput } from '../output';
import type { ExperimentOptions } from './experiment';
import type { OpenExperiment } from './openExperiment';
import { askedLike } from './teacherOfExperiment';

/** The paper's phase 1: each teacher and prompt annotates the same gold sentences. Every answer is kept as it arrives. */
export async function runPrompts(
  { experiment, folder }: OpenExperiment<PromptExperiment>,
  { cache }: ExperimentOptions,
): Promise<void> {
  const { gold, compared } = await compareOnGold(experiment.data.gold, comparisonOf(experiment, cache));
  const title = experiment.title ?? experiment.name;
  const table = { ...tableOnGold(gold, compared), title };
  const asked = compared.length;
  const pages = await writeResultPages(folder, { title, cells: asked, done: asked, tables: [table] });
  await writeOutput('-', `${plainText(table)}\nwritten: ${pages.join(', ')}\n`);
  refuseUnanswered(compared);
}

/** What asking each teacher with each prompt would cost. */
export async function estimatePrompts(experiment: PromptExperiment, cache: string): Promise<void> {
  const { data } = experiment;
  const { sentences } = (await readConll(data.gold)).document;
  const gold = await sampleGold(sentences, data.sentences ?? sentences.length, data.seed);
  const open = await openAll(comparisonOf(experiment, cache));
  try {
    for (const { teacher } of open) {
      const tokens = gold.map((sentence) => sentence.tokens);
      const estimate = await estimateAnnotation(teacher, tokens, cache);
      await writeOutput('-', `${teacher.label}: ${estimate ? describeEstimate(estimate) : 'costs nothing.\n'}`);
    }
  } finally {
    for (const { close } of open) close();
  }
}

function comparisonOf(experiment: PromptExperiment, cache: string): CompareOnGoldOptions {
  const { data, teachers, prompts, budget, resamples } = experiment;
  return {
    ...askedLike(experiment),
    teacher: teachers,
    prompt: prompts,
    ...(data.sentences !== undefined && { sentences: data.sentences }),
    seed: data.seed,
    resamples,
    ...(budget !== undefined && { budget }),
    cache,
  };
}
