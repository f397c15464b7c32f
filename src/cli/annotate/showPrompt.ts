import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { goldExamples, listPrompts, llmTeacher, type PromptTemplate } from '../../annotation';
import { decodeEntities } from '../../dataset';
import { UsageError } from '../failure';
import { readConll } from '../input';
import { refuseOverwriting, writeJson, writeOutput } from '../output';
import { promptOf, typeSetOf } from './openTeacher';

export interface PromptOptions {
  readonly for?: string;
  readonly sentence: number;
  readonly types: string;
  readonly examples?: string;
  readonly shots: number;
  readonly output: string;
  readonly json?: boolean;
}

/** The verb `prompt`. @param name left out: the names of all */
export async function showPrompt(name: string | undefined, options: PromptOptions): Promise<void> {
  const { output, json } = options;
  if (name === undefined) {
    const names = await listPrompts(process.cwd());
    return json ? writeJson(names) : writeOutput('-', `${names.join('\n')}\n`);
  }
  const prompt = await promptOf(name);
  await refuseOverwriting(output, name.endsWith('.md') ? [name] : []);
  if (options.for === undefined) {
    if (output !== '-') await mkdir(path.dirname(output), { recursive: true });
    return writeOutput(output, prompt.source);
  }
  const messages = await filledIn(prompt, options.for, options);
  if (json) return writeJson(messages);
  await writeOutput(output, messages.map(({ role, content }) => `── ${role} ──\n${content}\n`).join('\n'));
}

async function filledIn(prompt: PromptTemplate, file: string, options: PromptOptions) {
  const { document } = await readConll(file, { needsTags: false });
  const sentence = document.sentences[options.sentence - 1];
  if (!sentence) {
    throw new UsageError(`${file} has ${document.sentences.length} sentences, so there is no ${options.sentence}.`);
  }
  const types = await typeSetOf(options.types);
  const entityTypes = types.map(({ type }) => type);
  const gold = options.examples === undefined ? undefined : (await readConll(options.examples)).document.sentences;
  const teacher = llmTeacher({
    model: { name: '', identity: {}, ask: () => Promise.reject(new Error('nothing is asked here')) },
    prompt,
    entityTypes,
    definitions: Object.fromEntries(types.flatMap(({ type, definition }) => (definition ? [[type, definition]] : []))),
    ...(gold && {
      examples: goldExamples(
        gold.map(({ tokens, tags }) => ({ tokens, entities: decodeEntities(tags) })),
        { choice: 'fixed', count: options.shots, entityTypes },
      ),
    }),
  });
  return (await teacher.question(sentence.tokens)).messages;
}
