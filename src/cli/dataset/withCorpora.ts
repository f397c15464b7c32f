import { Corpus, type CorpusOptions, fileSource, type ReadingOptions, streamSource } from '../../corpus';
import { interruptible } from '../interruptible';
import { createProgress, type Progress } from '../progress';

/** Files that are read quickly need no progress. */
const large = 20 * 1024 * 1024;

/**
 * Opens files as corpora for a piece of work and closes them after it. They are read as streams, so that their size does not matter;
 * Ctrl-C ends the work with nothing written.
 * @param files `-` is standard input
 */
export async function withCorpora<T>(
  files: readonly string[],
  options: CorpusOptions,
  work: (corpora: readonly Corpus[], reading: (...corpora: Corpus[]) => ReadingOptions) => Promise<T>,
): Promise<T> {
  const corpora: Corpus[] = [];
  const bars: Progress[] = [];
  try {
    return await interruptible('Stopped: nothing was written.', async (signal) => {
      for (const file of files) {
        const source = file === '-' ? await streamSource(process.stdin, 'standard input') : await fileSource(file);
        try {
          corpora.push(await Corpus.open(source, options));
        } catch (error) {
          await source.close();
          throw error;
        }
      }
      return await work(corpora, (...read) => {
        const size = read.reduce((sum, { source }) => sum + source.size, 0);
        if (size < large) return { signal };
        const megabytes = Math.round(size / 1024 / 1024);
        const bar = createProgress(`${read.map(({ name }) => name).join(', ')}: MB`, megabytes);
        bars.push(bar);
        return { signal, onProgress: (share) => bar.update(Math.floor(share * megabytes), []) };
      });
    });
  } finally {
    for (const bar of bars) bar.stop();
    for (const { source } of corpora) await source.close();
  }
}
