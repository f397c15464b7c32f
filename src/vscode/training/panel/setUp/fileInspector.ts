import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import {
  ConllDocument,
  checkReadable,
  DatasetError,
  decodeBytes,
  decodeEntities,
  detectScheme,
  sentenceWeight,
} from '../../../../dataset';
import type { FileFacts } from '../../../../protocol/panel';

/** A data file as it was read. */
export interface InspectedFile {
  readonly facts: FileFacts;
  /** The tokens of each sentence, as one text. */
  readonly sentences: readonly string[];
}

/** Tells what data files are, reading each again only when it changed. */
export class FileInspector {
  readonly #known = new Map<string, { readonly stamp: string; readonly inspected: InspectedFile }>();

  /** @param folder labels are relative to it */
  constructor(private readonly folder: string) {}

  async inspect(file: string): Promise<InspectedFile> {
    const label = labelOf(file, this.folder);
    const refused = (problem: string) => ({ facts: { path: file, label, problem }, sentences: [] });
    try {
      const found = await stat(file);
      if (found.isDirectory()) return refused(`${label} is a folder. Choose a CoNLL file.`);
      const stamp = `${found.mtimeMs} ${found.size}`;
      const known = this.#known.get(file);
      if (known?.stamp === stamp) return known.inspected;
      const bytes = await readFile(file);
      const unreadable = checkReadable(bytes, label);
      const inspected = unreadable
        ? refused(unreadable.message)
        : inspectDocument(ConllDocument.parse(decodeBytes(bytes).text), file, label);
      this.#known.set(file, { stamp, inspected });
      return inspected;
    } catch (error) {
      if (error instanceof DatasetError) return refused(error.message);
      const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      return refused(
        isGone
          ? `${label} is not there any more. Choose another.`
          : `${label} cannot be read: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
}

function inspectDocument(document: ConllDocument, file: string, label: string): InspectedFile {
  const { sentences } = document;
  const types: Record<string, number> = {};
  let tokens = 0;
  for (const sentence of sentences) {
    tokens += sentence.tokens.length;
    for (const { type } of decodeEntities(sentence.tags)) types[type] = (types[type] ?? 0) + 1;
  }
  const weights = sentences.flatMap((sentence) => sentenceWeight(document, sentence, label) ?? []);
  const scheme = detectScheme(sentences.map(({ tags }) => tags)).toUpperCase();
  return {
    facts: {
      path: file,
      label,
      sentences: sentences.length,
      tokens,
      types,
      ...(Object.keys(types).length > 0 && { scheme }),
      ...(weights.length > 0 && {
        weights: { sentences: weights.length, mean: weights.reduce((sum, weight) => sum + weight, 0) / weights.length },
      }),
    },
    sentences: sentences.map((sentence) => sentence.tokens.join(' ')),
  };
}

function labelOf(file: string, folder: string): string {
  const relative = path.relative(folder, file);
  return relative.startsWith('..') || path.isAbsolute(relative) || relative === '' ? file : relative;
}
