import { stat } from 'node:fs/promises';
import { AnswerReader, type AnswerRecord, type LinePlace, readAnswerLines } from './answerFile';

/**
 * What teachers said of a sentence, looked up by its tokens: for hovers and reviews. Kept are the places of the lines, and
 * a file that has grown is read on from where it ended.
 */
export class AnswerIndex {
  readonly #places = new Map<string, LinePlace[]>();
  #end = 0;
  #reading: Promise<void> = Promise.resolve();

  constructor(readonly file: string) {}

  /** @returns the latest answer of each teacher to these tokens, the latest first */
  async of(tokens: readonly string[]): Promise<AnswerRecord[]> {
    this.#reading = this.#reading.then(() => this.#readOn());
    await this.#reading;
    const places = this.#places.get(keyOf(tokens)) ?? [];
    if (places.length === 0) return [];
    const reader = await AnswerReader.open(this.file);
    try {
      const latest = new Map<string, AnswerRecord>();
      for (const place of places.toReversed()) {
        const record = await reader.read(place);
        if (record && !latest.has(record.teacher)) latest.set(record.teacher, record);
      }
      return [...latest.values()];
    } finally {
      await reader.close();
    }
  }

  async #readOn(): Promise<void> {
    const size = await stat(this.file).then(
      (found) => found.size,
      () => 0,
    );
    if (size < this.#end) {
      // Another file of this name.
      this.#places.clear();
      this.#end = 0;
    }
    if (size <= this.#end) return;
    for await (const { record, place } of readAnswerLines(this.file, this.#end)) {
      this.#end = place.offset + place.length + 1;
      if (!record) continue;
      const key = keyOf(record.tokens);
      const known = this.#places.get(key);
      if (known) known.push(place);
      else this.#places.set(key, [place]);
    }
  }
}

function keyOf(tokens: readonly string[]): string {
  return tokens.join('\n');
}
