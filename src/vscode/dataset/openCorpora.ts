import * as vscode from 'vscode';
import {
  type ByteSource,
  Corpus,
  type CorpusOptions,
  fileSource,
  memorySource,
  type ReadingOptions,
} from '../../corpus';
import { encodeText } from '../../dataset';
import { SYNC_LIMIT_BYTES } from '../editor/tooLargeFiles';

/**
 * A piece of work on files as streams, with its progress in a notification that cancels it. An open document counts as it is in the
 * editor, saved or not; everything else is read from disk, however large.
 * @returns nothing when the user cancelled
 * @throws Error with a message for the user
 */
export async function workOnCorpora<T>(
  uris: readonly vscode.Uri[],
  { title, ...options }: CorpusOptions & { readonly title: string },
  work: (corpora: readonly Corpus[], reading: ReadingOptions) => Promise<T>,
): Promise<T | undefined> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      let shown = 0;
      const onProgress = (share: number): void => {
        const percent = Math.floor(100 * share);
        if (percent > shown) progress.report({ increment: percent - shown });
        shown = percent;
      };
      try {
        return await withCorpora(uris, options, (corpora) => {
          const note = fromDisk(corpora);
          if (note) progress.report({ message: note });
          return work(corpora, { signal: stop.signal, onProgress });
        });
      } catch (error) {
        if (stop.signal.aborted) return undefined;
        throw error;
      }
    },
  );
}

export async function withCorpora<T>(
  uris: readonly vscode.Uri[],
  options: CorpusOptions,
  work: (corpora: readonly Corpus[]) => Promise<T>,
): Promise<T> {
  const corpora: Corpus[] = [];
  try {
    for (const uri of uris) {
      const source = await openSource(uri);
      try {
        corpora.push(await Corpus.open(source, options));
      } catch (error) {
        await source.close();
        throw error;
      }
    }
    return await work(corpora);
  } finally {
    for (const { source } of corpora) await source.close();
  }
}

/** Says so where a file is larger than what VS Code shares with extensions. */
export function fromDisk(corpora: readonly Pick<Corpus, 'name' | 'source'>[]): string | undefined {
  const large = corpora.filter(({ source }) => source.size > SYNC_LIMIT_BYTES);
  if (large.length === 0) return undefined;
  return vscode.l10n.t(
    '{0} (over 50 MB) is read from disk as a stream.',
    large.map(({ name, source }) => `${name}, ${Math.round(source.size / 1024 / 1024)} MB`).join('; '),
  );
}

async function openSource(uri: vscode.Uri): Promise<ByteSource> {
  const name = vscode.workspace.asRelativePath(uri);
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open && (open.isDirty || open.isUntitled || uri.scheme !== 'file')) {
    return memorySource(encodeText(open.getText()), name);
  }
  if (uri.scheme !== 'file') return memorySource(await vscode.workspace.fs.readFile(uri), name);
  return fileSource(uri.fsPath, name).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EISDIR') {
      throw new Error(vscode.l10n.t('{0} is a folder. Choose CoNLL files.', name));
    }
    throw error;
  });
}
