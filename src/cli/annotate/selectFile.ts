import { type Embedder, type Student, selectSentences, withinBudget } from '../../annotation';
import { encodeText, pickSentences } from '../../dataset';
import { UsageError } from '../failure';
import { readConll } from '../input';
import { refuseMixedOutput, refuseOverwriting, writeJson, writeOutput } from '../output';
import { readRun } from '../readRun';
import { embeddedStudent } from '../runConfig';
import { openTeacher } from './openTeacher';
import type { SelectVerbOptions } from './selectVerb';

/** The verb `select`. */
export async function selectFile(input: string, options: SelectVerbOptions): Promise<void> {
  const { output, rest, by, json } = options;
  refuseMixedOutput(output, json);
  for (const target of [output, ...(rest === undefined ? [] : [rest])]) await refuseOverwriting(target, [input]);
  if (by === 'uncertainty' && options.student === undefined) {
    throw new UsageError('--by uncertainty needs --student RUN: the folder of a run, whose student is asked.');
  }
  const { document, encoding } = await readConll(input, { needsTags: false });
  const sentences = document.sentences.map(({ tokens }) => tokens);
  const order = await withEngines(options, (engines) =>
    selectSentences(sentences, { by, count: options.number, seed: options.seed, ...engines }),
  );
  const affordable = await cut(order, sentences, options);
  const chosen = new Set(order.slice(0, affordable.count));
  const part = (wanted: boolean) =>
    encodeText(
      pickSentences(
        document,
        document.sentences.filter(({ index }) => chosen.has(index) === wanted),
      ),
      encoding,
    );
  await writeOutput(output, part(true));
  if (rest !== undefined) await writeOutput(rest, part(false));
  const { dollars } = affordable;
  if (json) {
    await writeJson({
      by,
      sentences: sentences.length,
      chosen: chosen.size,
      order,
      ...(dollars !== undefined && { dollars }),
    });
  } else {
    const cost = dollars === undefined ? '' : `, estimated at $${dollars.toFixed(2)}`;
    process.stderr.write(`${chosen.size} of ${sentences.length} sentences by ${by}${cost}\n`);
  }
}

async function cut(order: readonly number[], sentences: readonly (readonly string[])[], options: SelectVerbOptions) {
  if (options.budget === undefined) return { count: order.length, dollars: undefined };
  const { teacher, close } = await openTeacher(options.teacher, options.prompt, options);
  try {
    return await withinBudget(
      order.map((index) => sentences[index] ?? []),
      teacher,
      options.budget,
    );
  } finally {
    close();
  }
}

/** Opens what the choice needs, and closes it. */
async function withEngines<T>(
  { by, student, embedder }: SelectVerbOptions,
  use: (engines: { student?: Pick<Student, 'tag'>; embedder?: Pick<Embedder, 'embed'> }) => Promise<T>,
): Promise<T> {
  if (by === 'uncertainty' && student !== undefined) {
    await readRun(student);
    const { openTagger } = await import('../../training');
    const tagger = await openTagger(student);
    try {
      return await use({ student: { tag: (sentences) => tagger.tag(sentences) } });
    } finally {
      tagger.close();
    }
  }
  if (by === 'diversity') {
    const { openEmbedder } = await import('../../training');
    const open = await openEmbedder(embedder ?? embeddedStudent());
    try {
      return await use({ embedder: open });
    } finally {
      open.close();
    }
  }
  return use({});
}
