import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import {
  ConllDocument,
  isLookedAt,
  knownComparedColumns,
  knownTagUse,
  knownTypes,
  LiveDocument,
  lookAtTags,
  type TagScheme,
  tagUse,
} from '../../dataset';
import { inSlices } from './inSlices';
import { AFTER_OPENING_MS, isLong } from './longDocuments';
import { assignSlots } from './typeColours';

/** One version of a text document, read as CoNLL. */
export class ParsedDocument {
  #conll: ConllDocument | undefined;
  /** What follows from the whole document, once all of it was looked at. */
  #slots: ReadonlyMap<string, number> | undefined;
  #columns: readonly number[] | undefined;
  #isLearnt = false;

  constructor(
    private readonly document: vscode.TextDocument,
    /** In step with the document: to be asked before the document changes again. */
    readonly live: LiveDocument,
    readonly version: number,
  ) {}

  /** The whole document at once: for what is done once, not at every keystroke. */
  get conll(): ConllDocument {
    if (!this.#conll) {
      if (this.document.version !== this.version) throw new Error('this version of the document is gone');
      this.#conll = ConllDocument.parse(this.document.getText());
    }
    return this.#conll;
  }

  /** The colour slot of each entity type that the document's tags name, as far as it was looked at. */
  get slots(): ReadonlyMap<string, number> {
    if (this.#slots) return this.#slots;
    const slots = assignSlots([...knownTagUse(this.live).types.keys(), ...knownTypes(this.live)]);
    if (this.isLearnt) this.#slots = slots;
    return slots;
  }

  /** The columns that are compared, as far as was looked at, and by what stands between two lines. */
  columns(first: number, last: number): readonly number[] {
    if (this.#columns) return this.#columns;
    const columns = knownComparedColumns(this.live, this.live.chunksBetween(first, last));
    if (this.isLearnt) this.#columns = columns;
    return columns;
  }

  /** Was all of the document looked at? Whoever asks for its tags alone leaves other columns unknown. */
  get isLearnt(): boolean {
    this.#isLearnt ||= isLookedAt(this.live);
    return this.#isLearnt;
  }

  get scheme(): TagScheme {
    return tagUse(this.live).scheme;
  }
}

/**
 * The open documents as CoNLL, for whoever asks (decorations, hovers, commands). Each is read when first asked for and then follows its
 * edits, a chunk each.
 */
export class ParsedDocuments implements vscode.Disposable {
  readonly #latest = new WeakMap<vscode.TextDocument, ParsedDocument>();
  /** What was asked for: its types are learnt, and learnt anew after edits. */
  readonly #asked = new WeakSet<LiveDocument>();
  readonly #looking = new WeakMap<vscode.TextDocument, Generator<void>>();
  readonly #learnt = new vscode.EventEmitter<vscode.TextDocument>();
  readonly #subscription: vscode.Disposable;
  /** Fires when all of a document's entity types are known. */
  readonly onDidLearnTypes = this.#learnt.event;

  constructor() {
    this.#subscription = vscode.workspace.onDidChangeTextDocument((event) => this.#follow(event));
  }

  get(document: vscode.TextDocument): ParsedDocument {
    const parsed = this.readAhead(document);
    if (this.#asked.has(parsed.live)) return parsed;
    this.#asked.add(parsed.live);
    // Whatever its language is now: the user may choose another one, and the document stays the same.
    this.#learn(document, parsed.live, isLong(document) ? AFTER_OPENING_MS : 0);
    return parsed;
  }

  /** For whoever will soon ask for a document: its types are not learnt before that, as it may never be shown. */
  readAhead(document: vscode.TextDocument): ParsedDocument {
    const known = this.#latest.get(document);
    if (known?.version === document.version) return known;
    const parsed = new ParsedDocument(document, LiveDocument.open(document.getText()), document.version);
    this.#latest.set(document, parsed);
    return parsed;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#learnt.dispose();
  }

  #follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const known = this.#latest.get(document);
    if (!known || known.version === document.version) return;
    // Its ranges are those of the document before the event, last first, so they can be applied one after the other.
    for (const { range, text } of contentChanges)
      known.live.change({ start: range.start, end: range.end, newText: text });
    // What did not come as edits (another end-of-line, a version missed) is read anew when asked for.
    const followed = known.version === document.version - 1 && known.live.lineCount === document.lineCount;
    if (!followed) {
      this.#latest.delete(document);
      return;
    }
    this.#latest.set(document, new ParsedDocument(document, known.live, document.version));
    if (this.#asked.has(known.live)) this.#learn(document, known.live, 0);
  }

  /** Looks at a document's tags in between other work; an edit begins anew, and finds what was not edited known. */
  #learn(document: vscode.TextDocument, live: LiveDocument, delay: number): void {
    const looking = lookAtTags(live);
    this.#looking.set(document, looking);
    void (async () => {
      await sleep(delay);
      const isLatest = () => this.#looking.get(document) === looking;
      if (isLatest() && (await inSlices(looking, isLatest))) this.#learnt.fire(document);
    })();
  }
}
