import type { ExecutorOptions, StudentModel } from './executors';
import { listNames, readBertFolder } from './weights';

/** What a student is made of: a model folder's, or a checkpoint's. */
export interface StudentSource {
  readonly model: StudentModel;
  /** AdamW's, to go on with training. */
  readonly moments?: NonNullable<ExecutorOptions['moments']>;
  /** What its outputs stand for. */
  readonly labels: readonly string[];
  /** What is worth knowing of how it was read, for people. */
  readonly notes?: readonly string[];
  /** Where its tokenizer's files are. */
  readonly tokenizerFolder: string;
}

/**
 * A Hugging Face BERT folder as the beginning of a run, with a new classifier of the run's labels.
 * @throws StudentError naming what is missing, damaged or of another architecture
 */
export async function pretrainedStudent(
  folder: string,
  labels: readonly string[],
  seed: number,
): Promise<StudentSource> {
  const { initialized, unused, ...model } = await readBertFolder(folder, { numLabels: labels.length, seed });
  const notes = [
    ...(initialized.length > 0 ? [`Drawn at random, to be learnt: ${listNames(initialized)}.`] : []),
    ...(unused.length > 0 ? [`Not used of ${folder}: ${listNames(unused)}.`] : []),
  ];
  return { model, labels, notes, tokenizerFolder: folder };
}
