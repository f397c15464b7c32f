import { Liquid, type Template } from 'liquidjs';
import { parse as parseYaml, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { AnnotationError } from '../annotationError';
import { exampleAnswer, type PromptExample } from './examples';
import type { Message } from './messages';

/**
 * A prompt as people write it: a Markdown file with a front matter, a section `# System` and a section `# Sentence`, both
 * in the Liquid template language (https://liquidjs.com). Examples are shown as questions and answers between the two.
 */
export interface PromptTemplate {
  readonly name: string;
  /** For people, in labels of teachers. */
  readonly title: string;
  /** Does the model say why, before it decides? Answers then have "context" and "reason". */
  readonly reasons: boolean;
  /** The file as it stands; part of what an answer depends on. */
  readonly source: string;
  /** @param definitions of the entity types, in the order to show them in */
  render(
    definitions: Readonly<Record<string, string>>,
    examples: readonly PromptExample[],
    tokens: readonly string[],
  ): Message[];
}

/** Misspelt names are errors, not empty text; nothing is read from disk, and no loop runs for ever. */
const liquid = new Liquid({
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  templates: {},
  memoryLimit: 1e8,
  renderLimit: 1000,
  parseLimit: 1e6,
});

const frontMatter = z.strictObject({ title: z.string().optional(), reasons: z.boolean() });

/**
 * @param name what the prompt is called by; its file is `NAME.md`
 * @param file named in errors
 * @throws AnnotationError `prompt` naming file and line, with what was expected
 */
export function parsePrompt(name: string, source: string, file = `${name}.md`): PromptTemplate {
  const text = source.replaceAll('\r\n', '\n');
  const lines = text.split('\n');
  const end = lines[0] === '---' ? lines.indexOf('---', 1) : -1;
  if (end < 0) {
    throw problem(file, 1, 'expected a front matter between two lines "---", such as "reasons: true".');
  }
  const { title = name, reasons } = readFrontMatter(file, lines.slice(1, end).join('\n'));
  const section = (heading: string): { line: number; template: Template[] } => {
    const line = lines.indexOf(heading, end);
    if (line < 0)
      throw problem(file, lines.length, `expected a line "${heading}" and the text of that message below it.`);
    const next = lines.findIndex((other, index) => index > line && headings.some((heading) => heading === other));
    const body = lines.slice(line + 1, next < 0 ? undefined : next).join('\n');
    if (body.trim() === '') throw problem(file, line + 1, `there is nothing below "${heading}".`);
    return { line, template: read(file, line + 1, () => liquid.parse(body)) };
  };
  const system = section(headings[0]);
  const sentence = section(headings[1]);
  const fill = ({ line, template }: typeof system, view: object): string =>
    read(file, line + 1, () => String(liquid.renderSync(template, view)).trim());

  return {
    name,
    title,
    reasons,
    source,
    render: (definitions, examples, tokens) => {
      const types = Object.entries(definitions).map(([type, definition]) => ({ name: type, definition }));
      const ask = (of: readonly string[]): Message => ({ role: 'user', content: fill(sentence, viewOf(of, types)) });
      return [
        { role: 'system', content: fill(system, viewOf(tokens, types)) },
        ...examples.flatMap((example): Message[] => [
          ask(example.tokens),
          { role: 'assistant', content: JSON.stringify(exampleAnswer(example, reasons, definitions)) },
        ]),
        ask(tokens),
      ];
    },
  };
}

const headings = ['# System', '# Sentence'] as const;

/** What a template may name. */
function viewOf(tokens: readonly string[], types: readonly { name: string; definition: string }[]) {
  return {
    types,
    tokens,
    numbered: JSON.stringify(tokens.map((token, index) => [index, token])),
    text: tokens.join(' '),
  };
}

function readFrontMatter(file: string, yaml: string): z.infer<typeof frontMatter> {
  try {
    const checked = frontMatter.safeParse(parseYaml(yaml) ?? {});
    if (checked.success) return checked.data;
    const [issue] = checked.error.issues;
    const where = issue?.path.join('.') || 'the front matter';
    throw problem(
      file,
      2,
      `${where}: ${issue?.message}. Expected "reasons: true" or "reasons: false", and perhaps a "title".`,
    );
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw problem(file, 1 + (error.linePos?.[0].line ?? 1), `the front matter is no YAML: ${firstLine(error)}`);
  }
}

/** @param above lines of the file before the template's first */
function read<T>(file: string, above: number, use: () => T): T {
  try {
    return use();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const place = /, line:(\d+)/u.exec(error.message);
    const words = firstLine(error).replace(/, (?:file:[^,]*, )?line:\d+.*$/u, '');
    const names = 'A template may name types (each with name and definition), tokens, numbered and text.';
    throw problem(
      file,
      above + Number(place?.[1] ?? 1),
      `${words}. ${/undefined variable/u.test(words) ? names : 'See liquidjs.com for the template language.'}`,
    );
  }
}

function problem(file: string, line: number, message: string): AnnotationError {
  return new AnnotationError('prompt', `${file}, line ${line}: ${message}`);
}

function firstLine({ message }: Error): string {
  return message.split('\n', 1)[0] ?? '';
}
