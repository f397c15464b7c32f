import { DatasetError } from '../datasetError';
import { decodeEntities } from '../entities';
import { chooseScheme, countIllegal } from '../schemes';
import type { Sentence, TagScheme } from '../types';
import type { DatasetStatistics, FileStatistics, Lengths, Overlap } from './report';
import { formOf, owned, SurfaceForms } from './surfaceForms';

/** Files are kept as the bits of one number. */
export const MOST_FILES = 30;
/** Ambiguous surface forms that a report names; it says how many there are. */
const namedForms = 1000;

class FileCounts {
  sentences = 0;
  tokens = 0;
  entities = 0;
  withoutEntities = 0;
  repeated = 0;
  readonly types = new Map<string, number>();
  readonly sentenceLengths = new Map<number, number>();
  readonly entityLengths = new Map<number, number>();
  readonly illegal = new Map<TagScheme, number>();
}

/** Counts by the other file, and then by type. */
interface OverlapCounts {
  sentences: number;
  unseen: number;
  unknown: number;
  readonly unseenByType: Map<string, number>;
}

/**
 * Gathers the statistics of data sets sentence by sentence, so that none of them has to be in memory as a whole. Each
 * sentence is shown twice: all first to `count`, then all to `compare`, which needs to know what stands in every file.
 */
export class StatisticsCollector {
  readonly #files: FileCounts[];
  readonly #forms: SurfaceForms;
  /** The files in which a token, or a sentence, stands, as bits. */
  readonly #vocabulary = new Map<string, number>();
  readonly #sentences = new Map<string, number>();
  readonly #overlaps: OverlapCounts[][];

  /**
   * @param keyOf what sentences are compared by: equal for equal tokens only
   * @throws DatasetError for more files than can be compared
   */
  constructor(
    private readonly names: readonly string[],
    private readonly keyOf: (tokens: readonly string[]) => string = (tokens) => tokens.join('\n'),
  ) {
    if (names.length > MOST_FILES) {
      throw new DatasetError(
        `${names.length} files are too many to compare with one another. Choose at most ${MOST_FILES}.`,
      );
    }
    this.#files = names.map(() => new FileCounts());
    this.#forms = new SurfaceForms(names.length);
    this.#overlaps = names.map(() =>
      names.map(() => ({ sentences: 0, unseen: 0, unknown: 0, unseenByType: new Map() })),
    );
  }

  /** @param firstLine of the part of the file that the sentence's lines are counted from */
  count(file: number, sentence: Sentence, firstLine = 0): void {
    const counts = this.#files[file];
    if (!counts) return;
    const { tokens, tags, lines } = sentence;
    const entities = decodeEntities(tags);
    counts.sentences++;
    counts.tokens += tokens.length;
    counts.entities += entities.length;
    if (entities.length === 0) counts.withoutEntities++;
    else for (const [scheme, illegal] of countIllegal([tags])) bump(counts.illegal, scheme, illegal);
    bump(counts.sentenceLengths, tokens.length);
    for (const entity of entities) {
      bump(counts.types, entity.type);
      bump(counts.entityLengths, entity.end - entity.start);
      this.#forms.addEntity(file, tokens, entity, firstLine + (lines[entity.start] ?? 0));
    }
    for (const token of tokens) mark(this.#vocabulary, token, file, owned);
    const key = this.keyOf(tokens);
    if (((this.#sentences.get(key) ?? 0) & (1 << file)) !== 0) counts.repeated++;
    mark(this.#sentences, key, file);
  }

  /** Once all sentences of all files were counted. */
  compare(file: number, { tokens, tags, lines }: Sentence, firstLine = 0): void {
    const entities = decodeEntities(tags);
    this.#forms.addUntagged(file, tokens, entities, (token) => firstLine + (lines[token] ?? 0));
    const overlaps = this.#overlaps[file] ?? [];
    if (overlaps.length < 2) return;
    const sentenceIn = this.#sentences.get(this.keyOf(tokens)) ?? 0;
    const formsIn = entities.map(({ start, end }) => this.#forms.filesOf(formOf(tokens, start, end)));
    const tokensIn = tokens.map((token) => this.#vocabulary.get(token) ?? 0);
    for (const [other, overlap] of overlaps.entries()) {
      if (other === file) continue;
      const bit = 1 << other;
      if ((sentenceIn & bit) !== 0) overlap.sentences++;
      for (const files of tokensIn) if ((files & bit) === 0) overlap.unknown++;
      for (const [entity, files] of formsIn.entries()) {
        if ((files & bit) !== 0) continue;
        overlap.unseen++;
        bump(overlap.unseenByType, entities[entity]?.type ?? '');
      }
    }
  }

  /** @param shapes what is known of each file as a whole */
  report(shapes: readonly { readonly columns: number; readonly documents: number }[]): DatasetStatistics {
    const ambiguous = this.#forms.ambiguous();
    const vocabularies = this.names.map((_, file) => {
      let size = 0;
      for (const files of this.#vocabulary.values()) if ((files & (1 << file)) !== 0) size++;
      return size;
    });
    const files = this.#files.map((counts, file): FileStatistics => {
      const { columns = 0, documents = 0 } = shapes[file] ?? {};
      return {
        name: this.names[file] ?? '',
        sentences: counts.sentences,
        documents,
        tokens: counts.tokens,
        entities: counts.entities,
        sentencesWithoutEntities: counts.withoutEntities,
        repeatedSentences: counts.repeated,
        vocabulary: vocabularies[file] ?? 0,
        surfaceForms: this.#forms.countOf(file),
        columns,
        scheme: chooseScheme(counts.illegal).scheme,
        types: Object.fromEntries(
          [...counts.types]
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([type, entities]) => [type, { entities, surfaceForms: this.#forms.countOf(file, type) }]),
        ),
        sentenceLengths: sorted(counts.sentenceLengths),
        entityLengths: sorted(counts.entityLengths),
      };
    });
    return {
      files,
      types: [...new Set(files.flatMap(({ types }) => Object.keys(types)))].sort(),
      ambiguousForms: ambiguous.length,
      mostAmbiguous: ambiguous.slice(0, namedForms),
      overlaps: this.#overlaps.flatMap((row, file) =>
        row.flatMap(({ sentences, unseen, unknown, unseenByType }, other): Overlap[] =>
          other === file
            ? []
            : [
                {
                  file,
                  other,
                  sentences,
                  surfaceForms: this.#forms.countShared(file, other),
                  unseenEntities: unseen,
                  unseenByType: Object.fromEntries([...unseenByType].sort(([a], [b]) => (a < b ? -1 : 1))),
                  unknownTokens: unknown,
                },
              ],
        ),
      ),
    };
  }
}

function bump<Key>(counts: Map<Key, number>, key: Key, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function mark(files: Map<string, number>, key: string, file: number, keep = (text: string) => text): void {
  const before = files.get(key);
  const after = (before ?? 0) | (1 << file);
  if (before === undefined) files.set(keep(key), after);
  else if (before !== after) files.set(key, after);
}

function sorted(lengths: ReadonlyMap<number, number>): Lengths {
  return [...lengths].sort((a, b) => a[0] - b[0]);
}
