import * as vscode from 'vscode';
import { comparedColumns, liveDisagreements, lookAtDisagreements, nextEntity } from '../../dataset';
import type { HostToReading, Place, ReadingToHost } from '../../protocol/readingView';
import { nextDisagreeingLines } from '../compare/nextDisagreement';
import { inSlices } from '../editor/inSlices';
import { whyReadOnly } from '../editor/readOnly';
import { FollowedTypeSet } from '../typeSet';
import { labelPlace, pickType } from './labelPlace';
import type { ReadingServices } from './readingView';
import { readSentences } from './readSentences';
import { TextFollower } from './textFollower';
import { whatDocument } from './whatDocument';

/** Sentences sent at once, whatever the page asks for; and those sent before it asks. */
const mostAtOnce = 400;
const atFirst = 60;
/** Milliseconds after the last keystroke in the text editor until the page is told. */
const afterEdit = 60;

/** What one page is told of its document, and what it asks for. */
export class ReadingSession implements vscode.Disposable {
  readonly #follower: TextFollower;
  readonly #subscriptions: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;
  /** Why the document cannot be edited. */
  #readOnly: string | undefined;
  readonly #typeSet: FollowedTypeSet;

  constructor(
    private readonly document: vscode.TextDocument,
    private readonly services: ReadingServices,
    private readonly post: (message: HostToReading) => void,
  ) {
    const { documents } = services;
    this.#follower = new TextFollower(document, documents, {
      moved: (place) => post({ type: 'reveal', place }),
      scrolled: (sentence) => post({ type: 'scroll', sentence }),
    });
    this.#typeSet = new FollowedTypeSet(document.uri, () => this.#introduceSoon(0));
    this.#subscriptions = vscode.Disposable.from(
      this.#follower,
      this.#typeSet,
      vscode.workspace.onDidChangeTextDocument((change) => {
        if (change.document === document && change.contentChanges.length > 0) this.#introduceSoon(afterEdit);
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('files', document.uri)) void this.#lookWhetherReadOnly();
      }),
      documents.onDidLearnTypes((learnt) => {
        if (learnt !== document) return;
        this.#introduceSoon(0);
        void this.#findDisagreements();
      }),
    );
    void this.#lookWhetherReadOnly();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }

  /** What the page has in it when it begins: the document, and the sentences where the text editor stands. */
  async first(): Promise<HostToReading[]> {
    await this.#lookWhetherReadOnly();
    const what = this.#what;
    return [what, await this.#firstSentences()];
  }

  #firstSentences() {
    return this.#read(Math.max(0, (this.#follower.place?.sentence ?? 0) - atFirst / 2), atFirst);
  }

  async receive(message: ReadingToHost): Promise<void> {
    try {
      await this.#answer(message);
    } catch (error) {
      this.#introduce();
      this.post({ type: 'problem', message: error instanceof Error ? error.message : String(error) });
    }
  }

  async #answer(message: ReadingToHost): Promise<void> {
    switch (message.type) {
      case 'ready': {
        const { place } = this.#follower;
        // Types, colours and whether it can be edited may have changed since the page was made, also where the text has not.
        this.#introduce();
        if (message.version !== this.document.version) this.post(await this.#firstSentences());
        if (place) this.post({ type: 'reveal', place });
        return this.#findDisagreements();
      }
      case 'read':
        return this.#send(message.from, Math.min(message.to - message.from, mostAtOnce));
      case 'cursor':
        return this.#follower.move(message.place);
      case 'scrolled':
        return this.#follower.scroll(message.sentence);
      case 'next': {
        const found = this.#next(message);
        if (found) {
          this.#follower.move(found);
          this.post({ type: 'reveal', place: found });
        }
        return this.post({ type: 'done' });
      }
      case 'label':
        return this.#label(message);
      case 'pickType': {
        const entityType = await pickType(this.#what.types);
        if (entityType === undefined) return this.post({ type: 'done' });
        return this.#label({ ...message, entityType });
      }
    }
  }

  #next({ from, target, direction }: Extract<ReadingToHost, { type: 'next' }>): Place | undefined {
    const { documents } = this.services;
    const { live } = documents.get(this.document);
    const lines = live.sentence(from.sentence)?.lines ?? [];
    const line = lines[Math.min(from.start, lines.length - 1)] ?? 0;
    // An empty place may itself be where one goes.
    const beyond = from.end <= from.start ? line - direction : line;
    if (target === 'entity') {
      const found = nextEntity(live, beyond, direction);
      return found && { sentence: found.sentence.index, start: found.entity.start, end: found.entity.end };
    }
    const found = nextDisagreeingLines(documents, this.document, beyond, direction);
    const sentence = found && live.sentenceAtLine(found.start);
    if (!found || !sentence) return undefined;
    const start = sentence.lines.indexOf(found.start);
    return { sentence: sentence.index, start, end: start + found.end - found.start };
  }

  async #label(message: { version: number; place: Place; entityType?: string }): Promise<void> {
    await labelPlace(this.document, this.services.documents, message);
    const { version: from, place } = message;
    // An edit is one version: had another come between, there were two.
    const isAlone = this.document.version === from + 1;
    this.#introduce(isAlone ? { from, sentence: place.sentence } : undefined);
    await this.#send(Math.max(0, place.sentence - 1), 3);
    this.post({ type: 'done' });
    await this.#findDisagreements();
  }

  async #lookWhetherReadOnly(): Promise<void> {
    const readOnly = await whyReadOnly(this.document);
    if (readOnly === this.#readOnly) return;
    this.#readOnly = readOnly;
    this.#introduceSoon(0);
  }

  #introduceSoon(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#introduce(), delay);
  }

  #introduce(edited?: { readonly from: number; readonly sentence: number }): void {
    clearTimeout(this.#timer);
    this.post({ ...this.#what, ...(edited && { edited }) });
  }

  get #what() {
    return whatDocument(this.document, this.services.documents.get(this.document), {
      readOnly: this.#readOnly,
      typeSet: this.#typeSet.types,
    });
  }

  async #send(from: number, count: number): Promise<void> {
    this.post(await this.#read(from, count));
  }

  async #read(from: number, count: number): Promise<HostToReading> {
    const { documents, answers } = this.services;
    const { version } = this.document;
    const { live } = documents.get(this.document);
    const sentences = await readSentences(live, this.document.uri, answers, { from, to: from + count });
    return { type: 'sentences', version, sentences };
  }

  /** Once all types were learnt, so that what is looked at first is what is shown. */
  async #findDisagreements(): Promise<void> {
    const { live, version, isLearnt } = this.services.documents.get(this.document);
    if (!isLearnt) return;
    const columns = comparedColumns(live);
    const isSame = () => this.document.version === version && !this.document.isClosed;
    if (!(await inSlices(lookAtDisagreements(live, columns), isSame))) return;
    this.post({ type: 'disagreements', version, sentences: liveDisagreements(live, columns).sentences });
  }
}
