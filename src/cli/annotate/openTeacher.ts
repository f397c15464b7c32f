import path from 'node:path';
import {
  DEFAULT_MODEL,
  type Examples,
  goldExamples,
  type LlmTeacher,
  llmTeacher,
  openAIModel,
  type PromptTemplate,
  parsePrompt,
  readPrompt,
  ruleBasedTeacher,
  studentTeacher,
  type Teacher,
} from '../../annotation';
import { decodeBytes, decodeEntities, isEntityTypeName, parseTypeSet, type TypeDefinition } from '../../dataset';
import { UsageError } from '../failure';
import { readBytes, readConll } from '../input';
import { embeddedStudent } from '../runConfig';
import { TEACHERS, type TeacherOptions } from './teacherOptions';

/** A teacher, and what is to be closed when it has been asked all. */
export interface OpenTeacher<T extends Teacher = Teacher> {
  readonly teacher: T;
  close(): void;
}

/**
 * The teacher that `spec` names.
 * @param prompt the name of one, or a file that ends in `.md`; for an LLM
 * @throws UsageError when it is none, or an LLM lacks a key or an address
 */
export async function openTeacher(spec: string, prompt: string, options: TeacherOptions): Promise<OpenTeacher> {
  const [kind, argument] = splitAt(spec, ':');
  if (kind === 'rule-based' && argument === undefined)
    return { teacher: await ruleBasedTeacher(), close: () => undefined };
  if (kind === 'openai') return openLlm(argument ?? options.model ?? DEFAULT_MODEL, prompt, options);
  if (kind === 'student' && argument) return openStudentTeacher(argument);
  throw new UsageError(`"${spec}" is no teacher. Expected ${TEACHERS}.`);
}

/** @throws UsageError when it lacks a key, or the address is none */
export async function openLlm(
  model: string,
  prompt: string,
  options: TeacherOptions,
): Promise<OpenTeacher<LlmTeacher>> {
  const { baseUrl, price } = options;
  const types = await typeSetOf(options.types);
  const template = await promptOf(prompt);
  const examples = await examplesOf(options, types);
  const { OPENAI_API_KEY: apiKey } = process.env;
  if (!apiKey) {
    throw new UsageError(
      'The environment variable OPENAI_API_KEY is not set. Set it to your key (any word for a server without keys), or choose --teacher rule-based.',
    );
  }
  if (baseUrl && !(URL.canParse(baseUrl) && /^https?:$/.test(new URL(baseUrl).protocol))) {
    throw new UsageError(`"${baseUrl}" is not an address. Expected something like https://api.openai.com/v1.`);
  }
  const teacher = llmTeacher({
    model: openAIModel({ apiKey, ...(baseUrl && { baseURL: baseUrl }), model, ...(price && { price }) }),
    prompt: template,
    entityTypes: types.map(({ type }) => type),
    definitions: Object.fromEntries(
      types.flatMap(({ type, definition }) => (definition === undefined ? [] : [[type, definition]])),
    ),
    ...(examples && { examples: examples.chosen }),
    samples: options.samples,
  });
  return { teacher, close: () => examples?.close() };
}

/** A prompt by its name, of this folder's or our own, or by its file. */
export async function promptOf(name: string): Promise<PromptTemplate> {
  if (!name.endsWith('.md')) return readPrompt(name, process.cwd());
  return parsePrompt(path.basename(name, '.md'), decodeBytes(await readBytes(name)).text, name);
}

/** Names with commas between them, or a file. */
export async function typeSetOf(value: string): Promise<readonly TypeDefinition[]> {
  if (/\.(?:txt|json)$/iu.test(value)) return parseTypeSet(decodeBytes(await readBytes(value)).text, value);
  const names = value.split(',').map((name) => name.trim());
  if (!names.every(isEntityTypeName) || new Set(names).size < names.length) {
    throw new UsageError(
      `--types ${value}: expected names with commas between them, each once, such as LOC,ORG,PER, or a .txt or .json file.`,
    );
  }
  return names.map((type) => ({ type }));
}

async function examplesOf(
  { examples: file, shots, choose, seed, embedder }: TeacherOptions,
  types: readonly TypeDefinition[],
): Promise<{ chosen: Examples; close(): void } | undefined> {
  if (file === undefined) return undefined;
  const { document } = await readConll(file);
  const gold = document.sentences.map(({ tokens, tags }) => ({ tokens, entities: decodeEntities(tags) }));
  const options = { choice: choose, count: shots, seed, entityTypes: types.map(({ type }) => type) };
  if (choose !== 'similar') return { chosen: goldExamples(gold, options), close: () => undefined };
  const { openEmbedder } = await import('../../training');
  const { inBatches } = await import('../../annotation');
  const open = await openEmbedder(embedder ?? embeddedStudent());
  const one = inBatches(open.embed, 64);
  const embed = (sentences: readonly (readonly string[])[]) => Promise.all(sentences.map(one));
  return {
    chosen: goldExamples(gold, { ...options, embedder: { name: open.identity, embed } }),
    close: open.close,
  };
}

async function openStudentTeacher(run: string): Promise<OpenTeacher> {
  const { openTagger } = await import('../../training');
  const { readRun } = await import('../readRun');
  await readRun(run);
  const tagger = await openTagger(run);
  const { identity, entityTypes } = tagger;
  const name = path.basename(path.resolve(run));
  return {
    teacher: studentTeacher({ name, identity, entityTypes, tag: (sentences) => tagger.tag(sentences) }),
    close: tagger.close,
  };
}

function splitAt(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
