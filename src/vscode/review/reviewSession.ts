import * as vscode from 'vscode';
import { type Review, type ReviewItem, type ReviewLog, reviewQueue } from '../../annotation';
import { decodeEntities, type Entity, type Sentence, tagColumns } from '../../dataset';
import type { AnswerIndexes } from '../annotate/answers/answerIndexes';
import { rewriteEntities } from '../annotate/rewriteEntities';
import type { ParsedDocuments } from '../editor/parsedDocuments';
import { mustBeWritable } from '../editor/readOnly';
import { FollowedSentences } from './followedSentences';

export interface ReviewServices {
  readonly documents: ParsedDocuments;
  readonly answers: AnswerIndexes;
}

/** A region in the queue, with its sentence as it stood when the queue was made. */
export interface QueuedItem extends ReviewItem {
  readonly tokens: readonly string[];
}

/** What a decision did to the file. */
interface Done {
  readonly item: QueuedItem;
  readonly removed: readonly Entity[];
  readonly added: readonly Entity[];
}

/** A user's way through the doubtful regions of one document, which may be edited meanwhile. */
export class ReviewSession implements vscode.Disposable {
  position = 0;
  readonly #decided = new Set<QueuedItem>();
  readonly #history: Done[] = [];
  readonly #followed: FollowedSentences<QueuedItem>;
  readonly #subscription: vscode.Disposable;
  /** What the user sees: the number of a view, its region, and the version of the document that it is true of. */
  #seen: { readonly view: number; readonly item: QueuedItem | undefined; readonly version: number };

  private constructor(
    private current: vscode.TextDocument,
    readonly queue: readonly QueuedItem[],
    lines: readonly number[],
    private readonly services: ReviewServices,
    private readonly log: ReviewLog,
    private readonly who: string,
  ) {
    this.#followed = new FollowedSentences(queue.map((item) => [item, lines[item.sentence] ?? 0]));
    this.#seen = { view: 1, item: queue[0], version: current.version };
    this.#subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document === this.current) this.#followed.edited(contentChanges);
    });
  }

  /** Gathers what is known of the document's sentences: teachers' answers, other columns of tags, and decisions made before. */
  static async open(
    document: vscode.TextDocument,
    services: ReviewServices,
    log: ReviewLog,
    who: string,
  ): Promise<ReviewSession> {
    const { version } = document;
    const { conll } = services.documents.get(document);
    const others = tagColumns(conll).filter((column) => column !== conll.tagColumn);
    const index = services.answers.for(document.uri);
    const sentences = [];
    for (const sentence of conll.sentences) {
      sentences.push({
        entities: decodeEntities(sentence.tags),
        answers: await index.of(sentence.tokens),
        columns: others.map((column) => ({
          name: vscode.l10n.t('column {0}', column + 1),
          entities: decodeEntities(conll.column(sentence, column).map((tag) => tag || 'O')),
        })),
      });
    }
    const decided = await log.decided();
    // It was edited while that was gathered.
    if (document.version !== version) return ReviewSession.open(document, services, log, who);
    const queue = reviewQueue(sentences)
      .map((item) => ({ ...item, tokens: conll.sentences[item.sentence]?.tokens ?? [] }))
      .filter((item) => !decided(item.tokens, item));
    const lines = conll.sentences.map((sentence) => sentence.lines[0] ?? 0);
    return new ReviewSession(document, queue, lines, services, log, who);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  get document(): vscode.TextDocument {
    return this.current;
  }

  get item(): QueuedItem | undefined {
    return this.queue[this.position];
  }

  get decided(): number {
    return this.#decided.size;
  }

  get canUndo(): boolean {
    return this.#history.length > 0;
  }

  /** Does the user see what stands there now? */
  get isSeen(): boolean {
    return this.item === this.#seen.item && this.current.version === this.#seen.version;
  }

  /** The user is shown what stands there now. @returns the number of that view, another one where it is another region or was edited */
  look(): number {
    const { view } = this.#seen;
    if (!this.isSeen) this.#seen = { view: view + 1, item: this.item, version: this.current.version };
    return this.#seen.view;
  }

  /** @throws Error when the user, who sees that view, does not see what stands there now */
  async mustBeSeen(view: number): Promise<void> {
    await this.#openAgain();
    if (view !== this.#seen.view) throw new Error(notSeen());
    this.#mustBeSeen();
  }

  /** The item's sentence as it stands now. @throws Error when it was edited away */
  sentenceOf(item: QueuedItem): Sentence {
    const found = this.#followed.find(item, this.services.documents.get(this.current).live);
    if (found) return found;
    throw new Error(
      vscode.l10n.t(
        'This sentence no longer stands in the file as it was. Undo that, go on with the next, or open the review again.',
      ),
    );
  }

  /**
   * Makes the current region gold as it is given, writes that down and goes on.
   * @throws Error with a message for the user, also when the document was edited since it was shown
   */
  async decide(decision: 'accept' | 'reject' | 'change', inRegion: readonly Entity[]): Promise<void> {
    const { item } = this;
    if (!item) return;
    await this.#openAgain();
    await mustBeWritable(this.current);
    this.#mustBeSeen();
    const sentence = this.sentenceOf(item);
    const [removed, kept] = parted(decodeEntities(sentence.tags), [item, ...inRegion]);
    await this.#write(sentence, [...kept, ...inRegion]);
    const [was] = parted(removed, [item]);
    await this.log.add(this.#entry(item, decision, was, inRegion));
    this.#history.push({ item, removed, added: inRegion });
    this.#decided.add(item);
    this.move(1);
  }

  /**
   * Takes the last decision back; what was edited elsewhere in its sentence since then stays.
   * @throws Error with a message for the user; the decision then stands
   */
  async undo(): Promise<void> {
    const last = this.#history.at(-1);
    if (!last) return;
    await this.#openAgain();
    await mustBeWritable(this.current);
    const { item, removed, added } = last;
    const sentence = this.sentenceOf(item);
    const [now, kept] = parted(decodeEntities(sentence.tags), [item, ...removed, ...added]);
    await this.#write(sentence, [...kept, ...removed]);
    this.#history.pop();
    await this.log.add(this.#entry(item, 'undo', now, removed));
    this.#decided.delete(item);
    this.position = this.queue.indexOf(item);
  }

  /** To the next region that is not decided, in a direction; stays where there is none. */
  move(direction: 1 | -1): void {
    for (
      let position = this.position + direction;
      position >= 0 && position < this.queue.length;
      position += direction
    ) {
      const item = this.queue[position];
      if (!item || this.#decided.has(item)) continue;
      this.position = position;
      return;
    }
    if (this.item && !this.#decided.has(this.item)) return;
    const left = this.queue.findIndex((item) => !this.#decided.has(item));
    this.position = left < 0 ? this.queue.length : left;
  }

  #mustBeSeen(): void {
    if (!this.isSeen) throw new Error(notSeen());
  }

  /** VS Code closes a document that no editor shows, and does not tell of what becomes of its file then. */
  async #openAgain(): Promise<void> {
    const before = this.current;
    if (!before.isClosed) return;
    this.current = await vscode.workspace.openTextDocument(before.uri);
    const isSame = this.current.getText() === before.getText();
    if (!isSame) this.#followed.lose();
    this.#seen = { ...this.#seen, version: isSame ? this.current.version : -1 };
  }

  async #write(sentence: Sentence, entities: readonly Entity[]): Promise<void> {
    const { current } = this;
    const { version } = current;
    const wasSeen = this.isSeen;
    await rewriteEntities(current, this.services.documents.get(current).live, { sentence }, () => entities);
    // Nobody else has edited it meanwhile: the user knows what stands there.
    if (wasSeen && current.version <= version + 1) this.#seen = { ...this.#seen, version: current.version };
  }

  #entry(item: QueuedItem, decision: Review['decision'], before: readonly Entity[], after: readonly Entity[]): Review {
    const plain = (entities: readonly Entity[]) => entities.map(({ type, start, end }) => ({ type, start, end }));
    return {
      time: new Date().toISOString(),
      who: this.who,
      file: vscode.workspace.asRelativePath(this.current.uri),
      tokens: [...item.tokens],
      start: item.start,
      end: item.end,
      decision,
      before: plain(before),
      after: plain(after),
      opinions: item.opinions.map(({ by, entities }) => ({ by: [...by], entities: plain(entities) })),
    };
  }
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The entities that touch one of some spans, and the others. */
function parted(entities: readonly Entity[], spans: readonly Span[]): [touching: Entity[], others: Entity[]] {
  const touches = (entity: Entity) => spans.some(({ start, end }) => entity.start < end && start < entity.end);
  return [entities.filter(touches), entities.filter((entity) => !touches(entity))];
}

function notSeen(): string {
  return vscode.l10n.t('The file or the region has changed meanwhile. Here it is as it is now: decide again.');
}
