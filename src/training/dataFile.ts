import { readFile } from 'node:fs/promises';
import {
  ConllDocument,
  checkReadable,
  decodeBytes,
  decodeEntities,
  detectScheme,
  encodeEntities,
  sentenceWeight,
  type TagScheme,
  type TextEncoding,
} from '../dataset';

/** A sentence to learn from or to be evaluated on, its tags in IOB2. */
export interface TaggedSentence {
  readonly tokens: readonly string[];
  readonly tags: readonly string[];
  /** How much it counts in the loss, as its file says; 1 where absent. */
  readonly weight?: number;
  /** For people: file and line of its first token. */
  readonly place: string;
}

/** A CoNLL file as it was read. */
export interface DataFile {
  readonly file: string;
  readonly document: ConllDocument;
  readonly encoding: TextEncoding;
  /** The scheme that its tags are written in. */
  readonly scheme: TagScheme;
  /** One for each sentence of the document. */
  readonly sentences: readonly TaggedSentence[];
}

/**
 * Reads a CoNLL file, its tags in the last column and in any scheme.
 * @throws DatasetError when it is no CoNLL file or has no tokens; the system's error when it cannot be read
 */
export async function readDataFile(file: string): Promise<DataFile> {
  const bytes = await readFile(file);
  const unreadable = checkReadable(bytes, file);
  if (unreadable) throw unreadable;
  const { text, encoding } = decodeBytes(bytes);
  const document = ConllDocument.parse(text);
  const scheme = detectScheme(document.sentences.map((sentence) => sentence.tags));
  const sentences = document.sentences.map((sentence) => {
    const { tokens, tags, lines } = sentence;
    const weight = sentenceWeight(document, sentence, file);
    return {
      tokens,
      tags: encodeEntities(decodeEntities(tags), tokens.length, 'iob2'),
      ...(weight !== undefined && { weight }),
      place: `${file}:${(lines[0] ?? 0) + 1}`,
    };
  });
  return { file, document, encoding, scheme, sentences };
}
