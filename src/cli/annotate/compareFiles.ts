import {
  type ComparedTeacher,
  compareTeachers,
  comparisonTable,
  disagreements,
  type GoldSentence,
  sampleGold,
} from '../../annotation';
import { refuseOtherThanTags } from '../../dataset';
import type { Table } from '../../tables';
import { readConll } from '../input';
import { interruptible } from '../interruptible';
import { refuseOverwriting, writeJson, writeOutput } from '../output';
import { createProgress } from '../progress';
import { type TableFormat, writeTables } from '../tableOutput';
import { type OpenTeacher, openTeacher } from './openTeacher';
import type { TeacherOptions } from './teacherOptions';

export interface CompareOnGoldOptions extends TeacherOptions, TableFormat {
  readonly teacher: readonly string[];
  readonly prompt?: readonly string[];
  readonly sentences?: number;
  readonly resamples: number;
  readonly budget?: number;
  /** A file that must not be one of the inputs. */
  readonly disagreements?: string;
  readonly concurrency?: number;
  readonly cache: string;
  readonly tagColumn?: number;
}

export interface CompareVerbOptions extends CompareOnGoldOptions {
  readonly json?: boolean;
}

/** The verb `compare`. */
export async function compareFiles(input: string, options: CompareVerbOptions): Promise<void> {
  const { gold, compared } = await compareOnGold(input, options);
  if (options.disagreements !== undefined) await writeOutput(options.disagreements, disagreements(gold, compared));
  if (options.json) {
    await writeJson({
      sentences: gold.length,
      teachers: compared.map(({ tags, failures, ...row }) => ({ ...row, failed: failures.length })),
    });
  } else {
    const table = tableOnGold(gold, compared);
    await writeTables([table], options);
  }
  refuseUnanswered(compared);
}

export interface ComparisonOnGold {
  readonly gold: readonly GoldSentence[];
  readonly compared: readonly ComparedTeacher[];
}

/** The table of a comparison with what its reader must know. */
export function tableOnGold(gold: readonly GoldSentence[], compared: readonly ComparedTeacher[]): Table {
  const note = `${gold.length} sentences; F1 in percent with its 95 % bootstrap interval; p: approximate randomisation against the first row`;
  return { ...comparisonTable(compared), note };
}

/** @throws Error when a teacher did not answer all sentences */
export function refuseUnanswered(compared: readonly ComparedTeacher[]): void {
  const [failure] = compared.flatMap(({ failures }) => failures);
  if (failure) throw new Error(`Some sentences got no answer, so their entities count as missed: ${failure.message}`);
}

/** Lets teachers annotate gold sentences that the options draw; Ctrl-C ends it in good order. */
export async function compareOnGold(input: string, options: CompareOnGoldOptions): Promise<ComparisonOnGold> {
  const file = await readConll(input, { tagColumn: options.tagColumn });
  refuseOtherThanTags(file, file.document.tagColumn);
  if (options.disagreements !== undefined) await refuseOverwriting(options.disagreements, [input]);
  const all = file.document.sentences;
  const gold = await sampleGold(all, options.sentences ?? all.length, options.seed);
  const open = await openAll(options);
  const progress = createProgress('compare', gold.length * open.length);
  try {
    const stopped = `Stopped. The answers so far are kept in ${options.cache}: run the same command to go on.`;
    const compared = await interruptible(stopped, (signal) =>
      compareTeachers({
        signal,
        gold,
        teachers: open.map(({ teacher }) => teacher),
        cacheFile: options.cache,
        resamples: options.resamples,
        seed: options.seed,
        ...(options.budget !== undefined && { budget: options.budget }),
        ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
        onProgress: (teacher, done) => {
          const before = open.findIndex((each) => each.teacher === teacher);
          progress.update(before * gold.length + done, [teacher.label]);
        },
      }),
    );
    return { gold, compared };
  } finally {
    progress.stop();
    for (const { close } of open) close();
  }
}

/** Each LLM with each prompt; other teachers have none. */
export async function openAll(options: CompareOnGoldOptions): Promise<OpenTeacher[]> {
  const prompts = options.prompt ?? ['standard', 'chain-of-thought'];
  const open: OpenTeacher[] = [];
  for (const spec of options.teacher) {
    for (const prompt of spec.startsWith('openai') ? prompts : prompts.slice(0, 1)) {
      open.push(await openTeacher(spec, prompt, options));
    }
  }
  return open;
}
