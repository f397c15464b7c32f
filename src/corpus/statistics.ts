import { type ConllDocument, type DatasetStatistics, StatisticsCollector } from '../dataset';
import type { Corpus, ReadingOptions } from './corpus';
import { digest } from './indexCorpus';

/**
 * The statistics of one or several data sets, which are read twice as streams.
 * @throws DatasetError for more files than can be compared
 */
export async function corpusStatistics(
  corpora: readonly Corpus[],
  { signal, onProgress }: ReadingOptions = {},
): Promise<DatasetStatistics> {
  const collector = new StatisticsCollector(
    corpora.map(({ name }) => name),
    digest,
  );
  const bytes = corpora.reduce((sum, { source }) => sum + source.size, 0);
  const documents = corpora.map(() => 0);
  let done = 0;
  for (const pass of ['count', 'compare'] as const) {
    for (const [file, corpus] of corpora.entries()) {
      const reading: ReadingOptions = {
        signal,
        onProgress: (share) => onProgress?.((done + share * corpus.source.size) / (2 * bytes)),
      };
      let line = 0;
      const counter = new DocumentCounter();
      for await (const { document } of corpus.parts(reading)) {
        for (const sentence of document.sentences) collector[pass](file, sentence, line);
        counter.add(document.shape);
        // What follows a part's last line end is the first line of the next part.
        line += document.lineCount - 1;
      }
      documents[file] = counter.documents;
      await corpus.source.refuseChanged();
      done += corpus.source.size;
    }
  }
  return collector.report(
    corpora.map(({ layout }, file) => ({ columns: layout.columnCount, documents: documents[file] ?? 0 })),
  );
}

/** Counts documents over parts of a file: a `-DOCSTART-` line at the end of one part begins a document in the next. */
class DocumentCounter {
  documents = 0;
  #begins = true;

  add({ sentences, breaks, opensDocument, endsDocument }: ConllDocument['shape']): void {
    if (sentences === 0) {
      this.#begins ||= endsDocument;
      return;
    }
    if (this.#begins || opensDocument) this.documents++;
    this.documents += breaks;
    this.#begins = endsDocument;
  }
}
