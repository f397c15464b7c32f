import type { NamedDocument } from '../tagColumns';
import type { TagScheme } from '../types';
import type { Finding } from './finding';
import type { OffsetUnit } from './offsets';
import type { SourceFile } from './source';

export interface ImportOptions {
  /** Of the tags that are written; IOB2 by default. */
  readonly scheme?: TagScheme;
  /** Language of running text, BCP 47; `en` by default. */
  readonly locale?: string;
  /** White space parts tokens, line ends part sentences. Left out, it is judged by the texts. */
  readonly pretokenized?: boolean;
  /** What offsets count; each format has its own default. */
  readonly offsets?: OffsetUnit;
  /** The tags that numbers stand for, in their order (Hugging Face). */
  readonly labels?: readonly string[];
  /** The key in MISC, or the column, that holds the tags (CoNLL-U); found by default. */
  readonly tagKey?: string;
  /** The column of the tags, from 0 (CoNLL); the last by default. */
  readonly tagColumn?: number;
}

/** CoNLL, and what was lost or changed on the way to it. */
export interface Imported {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** What becomes one record or file: a sentence, a document, or all of the file. */
export type ExportUnit = 'sentence' | 'document' | 'file';

export interface ExportOptions {
  /** Of the tags that are written, where the format has tags. */
  readonly scheme?: TagScheme;
  /** Document where the file marks documents, sentence otherwise. */
  readonly by?: ExportUnit;
  readonly offsets?: OffsetUnit;
  /** The key in MISC that gets the tags (CoNLL-U); `NER` by default. */
  readonly tagKey?: string;
  /** Tags in a further column instead of MISC: CoNLL-U Plus. */
  readonly tagsInColumn?: boolean;
  /** Numbers instead of tags, and a file of their names (Hugging Face). */
  readonly tagNumbers?: boolean;
}

/** One file of an export. */
export interface ExportedFile {
  /** Appended to the name of the output without its ending, such as `.ann`; or a name inside an output folder. */
  readonly name: string;
  readonly text: string;
}

export interface Exported {
  /** The first is the main one. */
  readonly files: readonly ExportedFile[];
  readonly findings: readonly Finding[];
}

/** A file format that tags or annotated text is exchanged in. */
export interface Format {
  /** As the command line and `--json` name it. */
  readonly id: string;
  readonly label: string;
  /** One line: what it is, who uses it. */
  readonly description: string;
  /** The usual endings of its file names, the first for new files; with their point. */
  readonly endings: readonly string[];
  /** Its text is CoNLL's own: what is converted keeps the file's encoding. Others are UTF-8. */
  readonly keepsEncoding?: true;
  /** Does this file look like it? Asked only where names do not tell. */
  readonly detects?: (source: SourceFile) => boolean;
  /** @throws DatasetError naming file and line of what cannot be read */
  readonly read?: (sources: readonly SourceFile[], options: ImportOptions) => Imported;
  /** @throws DatasetError naming file and line of what cannot be written */
  readonly write?: (source: NamedDocument, options: ExportOptions) => Exported;
}
