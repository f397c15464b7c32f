import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { type ConllDocument, pickSentences, type Sentence } from '../../dataset';
import { ExperimentError } from '../experimentError';
import type { TrainingExperiment } from '../file/experimentSchema';
import type { Cell } from '../grid/cells';
import { drawSentences } from './drawSentences';
import { countSentences, readSentenceFiles, refuseOtherSentences, type SentenceFile } from './sentenceFiles';

/** What a cell is trained on. */
export interface TrainingFiles {
  readonly original: readonly string[];
  readonly distilled: readonly string[];
}

/** An experiment's training files, tagged: those that a teacher was to annotate stand here as annotated. */
export interface Sources {
  readonly original: readonly string[];
  readonly distilled: readonly string[];
  readonly extra: readonly string[];
}

/** Every cell of every experiment is tested on the same sentences of a file. */
const testSeed = 1;

/** Writes the files of cells, each once, into the experiment's folder. */
export class CellFiles {
  readonly #written = new Map<string, Promise<readonly string[]>>();

  private constructor(
    private readonly folder: string,
    private readonly sources: Sources,
    private readonly takesRest: boolean,
    private readonly original: readonly SentenceFile[],
    private readonly distilled: readonly SentenceFile[],
  ) {}

  /**
   * @param folder of the experiment
   * @throws DatasetError when a file is no CoNLL file, or the distilled ones hold other sentences where the rest is to be
   * taken; ExperimentError when there are too few sentences
   */
  static async open(folder: string, { data, grid }: TrainingExperiment, sources: Sources): Promise<CellFiles> {
    const takesRest = data.distilledTakes === 'rest';
    const original = await readSentenceFiles(sources.original);
    const distilled = takesRest ? await readSentenceFiles(sources.distilled) : [];
    if (takesRest) refuseOtherSentences(original, distilled);
    const total = countSentences(original);
    const largest = Math.max(...grid.sizes.map((size) => (size === 'all' ? 0 : size)));
    if (largest > total || (takesRest && largest === total)) {
      const left = takesRest ? ' and some must be left for the distilled set' : '';
      throw new ExperimentError(
        `A size of ${largest} original sentences was asked for, but ${sources.original.join(', ')} has ${total}${left}. Choose smaller sizes under "grid".`,
      );
    }
    return new CellFiles(folder, sources, takesRest, original, distilled);
  }

  /**
   * The file that every cell is tested on.
   * @throws DatasetError when it is no CoNLL file
   */
  async test({ test, testSentences }: TrainingExperiment['data']): Promise<string> {
    if (testSentences === undefined) return test;
    const read = await readSentenceFiles([test]);
    const [file] = read;
    const total = countSentences(read);
    if (!file || testSentences >= total) return test;
    const taken = drawSentences(total, testSentences, testSeed);
    const chosen = file.document.sentences.filter(({ index }) => taken.has(index));
    return this.#keep('test', file.document, chosen, test);
  }

  /** The files of a cell, written where they are not there yet. */
  async of({ blend, size, extra, seed }: Cell): Promise<TrainingFiles> {
    const usesOriginal = blend.name !== 'distilled';
    const usesDistilled = blend.name !== 'original';
    const original = size === undefined || size === 'all' ? this.sources.original : undefined;
    const rest = this.takesRest && typeof size === 'number' ? size : undefined;
    return {
      original: usesOriginal ? (original ?? (await this.#taken('original', Number(size), seed))) : [],
      distilled: usesDistilled
        ? [
            ...(rest === undefined ? this.sources.distilled : await this.#taken('rest', rest, seed)),
            ...(extra ? this.sources.extra : []),
          ]
        : [],
    };
  }

  #taken(which: 'original' | 'rest', size: number, seed: number): Promise<readonly string[]> {
    const name = `seed${seed}_n${size}_${which}`;
    const known = this.#written.get(name) ?? this.#write(name, which, size, seed);
    this.#written.set(name, known);
    return known;
  }

  async #write(name: string, which: 'original' | 'rest', size: number, seed: number): Promise<readonly string[]> {
    const taken = drawSentences(countSentences(this.original), size, seed);
    const wanted = (index: number) => taken.has(index) === (which === 'original');
    const files = which === 'original' ? this.original : this.distilled;
    const written: string[] = [];
    let first = 0;
    for (const [index, { file, document }] of files.entries()) {
      const from = first;
      const chosen = document.sentences.filter((sentence) => wanted(from + sentence.index));
      first += document.sentences.length;
      if (chosen.length === 0) continue;
      const suffix = files.length > 1 ? `_${index + 1}` : '';
      written.push(await this.#keep(name + suffix, document, chosen, file));
    }
    return written;
  }

  async #keep(name: string, document: ConllDocument, sentences: readonly Sentence[], source: string): Promise<string> {
    const target = path.join(this.folder, 'data', `${name}.conll`);
    await mkdir(path.dirname(target), { recursive: true });
    await writeOnce(target, pickSentences(document, sentences), source);
    return target;
  }
}

/** @throws ExperimentError when other sentences stand there: cells that were trained on them must not be mixed with new ones */
async function writeOnce(target: string, content: string, source: string): Promise<void> {
  const existing = await readFile(target, 'utf8').catch(() => undefined);
  if (existing === content) return;
  if (existing !== undefined) {
    throw new ExperimentError(
      `${source} has changed since this experiment began: ${target} holds other sentences. Put the file back, or begin anew with another --out.`,
    );
  }
  await writeFileAtomic(target, content);
}
