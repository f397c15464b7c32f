import { DatasetError } from '../datasetError';
import { brat } from './brat';
import { conllU } from './conllu/conllUFormat';
import { bc5cdr, bioes, conll, conll2000, conll2002, conll2003, mit, wnut } from './dialects';
import { doccano, doccanoRelations } from './doccano';
import type { Format } from './format';
import { huggingFace } from './huggingFace';
import { labelStudio } from './labelStudio';
import { plainText } from './plainTextFormat';
import type { SourceFile } from './source';
import { prodigy, spacy } from './spacy';

/** Every format that tags or annotated text can be imported from or exported to, in the order in which they are offered. */
export const formats: readonly Format[] = [
  conll2003,
  conll2002,
  conll2000,
  wnut,
  bc5cdr,
  mit,
  bioes,
  conll,
  conllU,
  huggingFace,
  labelStudio,
  doccano,
  doccanoRelations,
  spacy,
  prodigy,
  brat,
  plainText,
];

export const importFormats: readonly (Format & Required<Pick<Format, 'read'>>)[] = formats.flatMap((format) =>
  format.read ? [{ ...format, read: format.read }] : [],
);

export const exportFormats: readonly (Format & Required<Pick<Format, 'write'>>)[] = formats.flatMap((format) =>
  format.write ? [{ ...format, write: format.write }] : [],
);

/** Formats are told apart in this order: those with the plainest marks first. */
const detected = [brat, conllU, huggingFace, labelStudio, doccano, spacy, mit, conll];

/**
 * The format that a file has, by what stands in it; by its name alone where that says enough.
 * @throws DatasetError when it is JSON of no known shape, or broken
 */
export function detectFormat(source: SourceFile): Format {
  const json = /^\ufeff?\s*[[{]/u.test(source.text) && /\.(?:jsonl?|ndjson)$/iu.test(source.name);
  const fits = (format: Format): boolean => {
    try {
      return format.detects?.(source) ?? false;
    } catch (error) {
      // Broken JSON has no shape; a text file that merely begins with a bracket is no JSON.
      if (json) throw error;
      return false;
    }
  };
  const found = detected.find(fits);
  if (found) return found;
  if (!json) return plainText;
  throw new DatasetError(
    `${source.name}: this JSON has none of the known shapes: tokens and ner_tags (Hugging Face), data and annotations (Label Studio), text and label (doccano), text and ents, spans or entities (spaCy, Prodigy). Name its format.`,
    { file: source.name },
  );
}
