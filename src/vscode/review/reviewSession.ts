import * as vscode from 'vscode';
import { type Review, type ReviewItem, type ReviewLog, reviewQueue } from '../../annotation';
import { decodeEntities, type Entity, editEntities, type Sentence, tagColumns } from '../../dataset';
import type { AnswerIndexes } from '../annotate/answers/answerIndexes';
import { applyTagEdits, notEdited } from '../annotate/tagEdit';
import type { ParsedDocuments } from '../editor/parsedDocuments';
import { mustBeWritable } from '../editor/readOnly';

export interface ReviewServices {
  readonly documents: ParsedDocuments;
  readonly answers: AnswerIndexes;
}

/** A region in the queue, with its sentence as it stood when the queue was made. */
export interface QueuedItem extends ReviewItem {
  readonly tokens: readonly string[];
}

/** A user's way through the doubtful regions of one document. */
export class ReviewSession {
  position = 0;
  readonly #decided = new Set<QueuedItem>();
  readonly #history: { readonly item: QueuedItem; readonly before: readonly Entity[] }[] = [];

  private constructor(
    readonly document: vscode.TextDocument,
    readonly queue: readonly QueuedItem[],
    private readonly services: ReviewServices,
    private readonly log: ReviewLog,
    private readonly who: string,
  ) {}

  /** Gathers what is known of the document's sentences: teachers' answers, other columns of tags, and decisions made before. */
  static async open(
    document: vscode.TextDocument,
    services: ReviewServices,
    log: ReviewLog,
    who: string,
  ): Promise<ReviewSession> {
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
    const queue = reviewQueue(sentences)
      .map((item) => ({ ...item, tokens: conll.sentences[item.sentence]?.tokens ?? [] }))
      .filter((item) => !decided(item.tokens, item));
    return new ReviewSession(document, queue, services, log, who);
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

  /** The item's sentence as it stands now. @throws Error when it was edited away */
  sentenceOf(item: QueuedItem): Sentence {
    const { sentences } = this.services.documents.get(this.document).conll;
    const isSame = (sentence: Sentence | undefined) => sentence?.tokens.join('\n') === item.tokens.join('\n');
    const there = sentences[item.sentence];
    const found = isSame(there) ? there : sentences.find(isSame);
    if (found) return found;
    throw new Error(vscode.l10n.t('This sentence no longer stands in the file as it was. Open the review again.'));
  }

  /** Makes the current region gold as it is given, writes that down and goes on. @throws Error with a message for the user */
  async decide(decision: 'accept' | 'reject' | 'change', inRegion: readonly Entity[]): Promise<void> {
    const { item } = this;
    if (!item) return;
    await mustBeWritable(this.document);
    const sentence = this.sentenceOf(item);
    const before = decodeEntities(sentence.tags);
    const outside = before.filter(({ start, end }) => end <= item.start || item.end <= start);
    const clear = outside.filter(({ start, end }) => inRegion.every((own) => end <= own.start || own.end <= start));
    await this.#write(sentence, [...clear, ...inRegion]);
    const was = before.filter((entity) => !outside.includes(entity));
    await this.log.add(this.#entry(item, decision, was, inRegion));
    this.#history.push({ item, before });
    this.#decided.add(item);
    this.move(1);
  }

  /** Takes the last decision back. @throws Error with a message for the user; the decision then stands */
  async undo(): Promise<void> {
    const last = this.#history.at(-1);
    if (!last) return;
    await mustBeWritable(this.document);
    const { item, before } = last;
    const sentence = this.sentenceOf(item);
    await this.#write(sentence, before);
    this.#history.pop();
    await this.log.add(this.#entry(item, 'undo', decodeEntities(sentence.tags), before));
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

  async #write(sentence: Sentence, entities: readonly Entity[]): Promise<void> {
    const { conll, scheme } = this.services.documents.get(this.document);
    const edits = editEntities(conll, sentence, entities, scheme);
    if (edits.length === 0 || (await applyTagEdits(this.document, edits))) return;
    throw new Error(notEdited());
  }

  #entry(item: QueuedItem, decision: Review['decision'], before: readonly Entity[], after: readonly Entity[]): Review {
    const plain = (entities: readonly Entity[]) => entities.map(({ type, start, end }) => ({ type, start, end }));
    return {
      time: new Date().toISOString(),
      who: this.who,
      file: vscode.workspace.asRelativePath(this.document.uri),
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
