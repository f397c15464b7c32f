import type * as vscode from 'vscode';
import { ConllDocument, detectScheme, parseTag, type TagScheme } from '../../dataset';
import { assignSlots } from './typeColours';

/** One version of a text document, read as CoNLL. */
export class ParsedDocument {
  readonly conll: ConllDocument;
  /** The colour slot of each entity type that the document's tags name. */
  readonly slots: ReadonlyMap<string, number>;
  #scheme: TagScheme | undefined;

  constructor(
    text: string,
    readonly version: number,
  ) {
    this.conll = ConllDocument.parse(text);
    this.slots = assignSlots(typesOf(this.conll));
  }

  /** Found when first asked for: drawing needs no scheme, and finding it takes as long as reading the document. */
  get scheme(): TagScheme {
    this.#scheme ??= detectScheme(this.conll.sentences.map(({ tags }) => tags));
    return this.#scheme;
  }
}

/** The open documents as CoNLL: each version is read once, whoever asks (decorations, hovers, commands). */
export class ParsedDocuments {
  readonly #latest = new WeakMap<vscode.TextDocument, ParsedDocument>();

  get(document: vscode.TextDocument): ParsedDocument {
    const known = this.#latest.get(document);
    if (known?.version === document.version) return known;
    const parsed = new ParsedDocument(document.getText(), document.version);
    this.#latest.set(document, parsed);
    return parsed;
  }
}

/** The entity types that a document's tags name; most tags of a file repeat, so each is looked at once. */
function typesOf({ sentences }: ConllDocument): string[] {
  const tags = new Set<string>();
  for (const sentence of sentences) for (const tag of sentence.tags) tags.add(tag);
  return [...tags].map((tag) => parseTag(tag)?.type ?? '').filter((type) => type !== '');
}
