import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { ConllDocument, checkReadable, decodeBytes } from '../../../../dataset';
import { isHubName } from '../../../../protocol/hubName';
import type { PathFacts } from '../../../../protocol/panel';

/** Tells what data files and students' folders are, reading each again only when it changed. */
export class PathInspector {
  readonly #known = new Map<string, { readonly stamp: string; readonly facts: PathFacts }>();

  /** @param folder labels are relative to it */
  constructor(private readonly folder: string) {}

  async facts(file: string): Promise<PathFacts> {
    // A model of the hub: the trainer asks there.
    if (isHubName(file)) return { path: file, label: file };
    const label = labelOf(file, this.folder);
    try {
      const { mtimeMs, size, isDirectory } = await stat(file).then((found) => ({
        mtimeMs: found.mtimeMs,
        size: found.size,
        isDirectory: found.isDirectory(),
      }));
      if (isDirectory) return { path: file, label, ...(await studentProblem(file)) };
      const stamp = `${mtimeMs} ${size}`;
      const known = this.#known.get(file);
      if (known?.stamp === stamp) return known.facts;
      const facts = { path: file, label, ...dataFacts(await readFile(file), label) };
      this.#known.set(file, { stamp, facts });
      return facts;
    } catch (error) {
      const problem =
        codeOf(error) === 'ENOENT'
          ? `${label} is not there any more. Choose another.`
          : `${label} cannot be read: ${error instanceof Error ? error.message : error}`;
      return { path: file, label, problem };
    }
  }
}

function dataFacts(bytes: Uint8Array, label: string): Pick<PathFacts, 'sentences' | 'problem'> {
  const unreadable = checkReadable(bytes, label);
  if (unreadable) return { problem: unreadable.message };
  return { sentences: ConllDocument.parse(decodeBytes(bytes).text).sentences.length };
}

/** Early and cheap: the trainer looks closer. */
async function studentProblem(folder: string): Promise<{ problem?: string }> {
  const missing =
    'It is not a Hugging Face folder. Expected config.json, model.safetensors and tokenizer.json or vocab.txt.';
  let config: unknown;
  try {
    config = JSON.parse(await readFile(path.join(folder, 'config.json'), 'utf8'));
  } catch (error) {
    return { problem: codeOf(error) === 'ENOENT' ? `There is no config.json. ${missing}` : 'config.json is not JSON.' };
  }
  const type = typeof config === 'object' && config !== null && 'model_type' in config ? config.model_type : undefined;
  if (type !== undefined && type !== 'bert') {
    return { problem: `This is a model of type ${String(type)}. Only BERT can be trained here.` };
  }
  for (const names of [
    ['model.safetensors', 'model.safetensors.index.json'],
    ['tokenizer.json', 'vocab.txt'],
  ]) {
    const found = await Promise.all(names.map((name) => stat(path.join(folder, name)).catch(() => undefined)));
    if (found.every((file) => file === undefined)) return { problem: `There is no ${names.join(' or ')}. ${missing}` };
  }
  return {};
}

function labelOf(file: string, folder: string): string {
  const relative = path.relative(folder, file);
  return relative.startsWith('..') || path.isAbsolute(relative) || relative === '' ? file : relative;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
