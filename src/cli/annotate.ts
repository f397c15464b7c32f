import { type Command, Option } from 'commander';
import type { AnnotationJob, Teacher } from '../annotation';
import { detectScheme, encodeEntities } from '../dataset';
import { describeAnnotation, refuseFailures, rejectionsOf } from './annotationReport';
import { Interruption, UsageError } from './failure';
import { type ConllFile, readConll } from './input';
import { jsonOption, nameList, outputOption, positiveInteger, tagColumnOption } from './options';
import { refuseMixedOutput, refuseOverwriting, writeJson, writeOutput } from './output';
import { createProgress } from './progress';
import { refuseReplacing, writeTags } from './writeTags';

interface AnnotateOptions {
  readonly teacher: 'openai' | 'rule-based';
  readonly prompt: 'standard' | 'chain-of-thought';
  readonly model?: string;
  readonly baseUrl?: string;
  readonly types: readonly string[];
  readonly concurrency?: number;
  readonly cache: string;
  readonly tagColumn?: number;
  readonly append?: boolean;
  readonly output: string;
  readonly json?: boolean;
}

export function annotateVerb(program: Command): void {
  program
    .command('annotate')
    .description('Let a teacher mark the entities. Its tags replace those of the tag column.')
    .argument('<input>', 'a CoNLL file; - is standard input')
    .addOption(new Option('--teacher <teacher>', 'who marks').choices(['openai', 'rule-based']).makeOptionMandatory())
    .addOption(
      new Option('--prompt <prompt>', 'for an LLM')
        .choices(['standard', 'chain-of-thought'])
        .default('chain-of-thought'),
    )
    .addOption(new Option('--model <name>', "the LLM (default: the paper's)").env('OPENAI_MODEL'))
    .addOption(new Option('--base-url <url>', 'an OpenAI-compatible server').env('OPENAI_BASE_URL'))
    .addOption(
      new Option('--types <list>', 'entity types that an LLM may use')
        .argParser(nameList)
        .default(['LOC', 'MISC', 'ORG', 'PER'], 'LOC,MISC,ORG,PER'),
    )
    .addOption(new Option('--concurrency <n>', 'sentences asked for at once').argParser(positiveInteger))
    .option('--cache <file>', 'every answer is kept here as it arrives', '.conll-distill/annotations/answers.jsonl')
    .option('--append', 'write the tags as one more last column instead')
    .addOption(tagColumnOption())
    .addOption(outputOption())
    .addOption(jsonOption())
    .addHelpText('after', '\nThe key of an LLM is read from OPENAI_API_KEY and from nowhere else.')
    .action(annotate);
}

async function annotate(input: string, options: AnnotateOptions): Promise<void> {
  const { output, json, append = false, cache } = options;
  refuseMixedOutput(output, json);
  await refuseOverwriting(output, [input, cache]);
  const { ruleBasedTeacher } = await import('../annotation');
  const teacher = options.teacher === 'openai' ? await llmTeacher(options) : ruleBasedTeacher();
  const file = await readConll(input, { tagColumn: options.tagColumn, needsTags: false });
  if (!append) refuseReplacing(file);
  const job = await ask(teacher, file, options);
  refuseFailures(file, job);
  const { sentences } = file.document;
  const scheme = detectScheme(sentences.map(({ tags }) => tags));
  const tags = sentences.map(({ tokens }, index) =>
    encodeEntities(job.annotations[index]?.entities ?? [], tokens.length, scheme),
  );
  await writeOutput(output, writeTags(file, tags, append));
  process.stderr.write(describeAnnotation(file, teacher, job));
  if (json) {
    const { annotations, failures: _none, ...counts } = job;
    const rejections = rejectionsOf(file, job);
    await writeJson({ input, output, teacher: teacher.label, sentences: annotations.length, ...counts, rejections });
  }
}

/** Ctrl-C ends the job; what was answered until then is in the cache. */
async function ask(teacher: Teacher, file: ConllFile, options: AnnotateOptions): Promise<AnnotationJob> {
  const { annotateSentences } = await import('../annotation');
  const sentences = file.document.sentences.map(({ tokens }) => tokens);
  const progress = createProgress('annotate', sentences.length);
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, interrupt);
  try {
    return await annotateSentences({
      teacher,
      sentences,
      cacheFile: options.cache,
      ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
      signal: interruption.signal,
      onProgress: ({ done, cached, rejected }) =>
        progress.update(done, [teacher.label, `${cached} from the cache`, `${rejected} rejected`]),
    });
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
    throw new Interruption(`Stopped. The answers so far are kept in ${options.cache}: run the same command to go on.`);
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
    progress.stop();
  }
}

async function llmTeacher({ model, baseUrl, prompt, types }: AnnotateOptions): Promise<Teacher> {
  const { OPENAI_API_KEY: apiKey } = process.env;
  if (!apiKey) {
    throw new UsageError(
      'The environment variable OPENAI_API_KEY is not set. Set it to your key (any word for a server without keys), or choose --teacher rule-based.',
    );
  }
  if (baseUrl && !(URL.canParse(baseUrl) && /^https?:$/.test(new URL(baseUrl).protocol))) {
    throw new UsageError(`"${baseUrl}" is not an address. Expected something like https://api.openai.com/v1.`);
  }
  const { DEFAULT_MODEL, openAITeacher } = await import('../annotation');
  return openAITeacher({
    apiKey,
    ...(baseUrl && { baseURL: baseUrl }),
    model: model || DEFAULT_MODEL,
    prompt,
    entityTypes: types,
  });
}
