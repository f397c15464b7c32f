import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { AnnotationError } from '../annotationError';
import { BUILT_IN_PROMPTS, builtInPrompt } from './builtInPrompts';
import { type PromptTemplate, parsePrompt } from './promptTemplate';

/** Where a workspace keeps its prompts. */
export const PROMPTS_FOLDER = path.join('.conll-distill', 'prompts');

/**
 * A prompt by its name: the workspace's own `.conll-distill/prompts/NAME.md`, else the one that comes with the extension.
 * @param workspace undefined where no folder is open
 * @throws AnnotationError `prompt` when there is none of that name, or it is not well formed
 */
export async function readPrompt(name: string, workspace: string | undefined): Promise<PromptTemplate> {
  if (workspace !== undefined && isName(name)) {
    const file = path.join(workspace, PROMPTS_FOLDER, `${name}.md`);
    const source = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (source !== undefined) return parsePrompt(name, source, file);
  }
  const builtIn = builtInPrompt(name);
  if (builtIn) return builtIn;
  const known = (await listPrompts(workspace)).join(', ');
  throw new AnnotationError(
    'prompt',
    `There is no prompt ${name}: expected one of ${known}, or a file ${path.join(PROMPTS_FOLDER, `${name}.md`)}.`,
  );
}

/** The names of the prompts that come with the extension and of the workspace's own. */
export async function listPrompts(workspace: string | undefined): Promise<string[]> {
  const files =
    workspace === undefined ? [] : await readdir(path.join(workspace, PROMPTS_FOLDER)).catch((): string[] => []);
  const own = files.filter((file) => file.endsWith('.md')).map((file) => file.slice(0, -3));
  return [...new Set([...BUILT_IN_PROMPTS, ...own.toSorted()])];
}

/** Not a path: a name never leads out of the folder. */
function isName(name: string): boolean {
  return name !== '' && path.basename(name) === name && !name.startsWith('.');
}
