import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { TextDocument, TextDocumentChangeEvent } from 'vscode';
import { lateOpening } from '../../src/vscode/lateOpening';

const DELAY = 20;

/** What the server hears, in order. */
function listened() {
  const heard: string[] = [];
  const late = lateOpening(DELAY);
  return {
    heard,
    open: (document: TextDocument) => late.didOpen(document, async ({ version }) => void heard.push(`open ${version}`)),
    edit: (document: TextDocument) => {
      Object.assign(document, { version: document.version + 1 });
      const event = { document } as TextDocumentChangeEvent;
      return late.didChange(event, async () => void heard.push(`change ${document.version}`));
    },
    close: (document: TextDocument) => late.didClose(document, async () => void heard.push('close')),
    ask: () => late.sendRequest('what', undefined, undefined, async () => heard.push('request')),
  };
}

const document = (lineCount: number) => ({ lineCount, version: 1 }) as TextDocument;

describe('what the language server is told of a document that is opened', () => {
  it('is all at once for a short one', () => {
    const { heard, open } = listened();
    void open(document(100));
    expect(heard).toEqual(['open 1']);
  });

  it('waits for a long one, with what is edited meanwhile in its text, and edits after it as such', async () => {
    const { heard, open, edit } = listened();
    const long = document(100_000);
    const opened = open(long);
    await edit(long);
    await sleep(1);
    expect(heard).toEqual([]);
    await opened;
    await edit(long);
    expect(heard).toEqual(['open 2', 'change 3']);
  });

  it('comes before what is asked', async () => {
    const { heard, open, ask } = listened();
    const opened = open(document(100_000));
    await Promise.all([ask(), opened]);
    await ask();
    expect(heard).toEqual(['open 1', 'request', 'request']);
  });

  it('is nothing of one that is closed before', async () => {
    const { heard, open, close } = listened();
    const long = document(100_000);
    const opened = open(long);
    await close(long);
    await opened;
    expect(heard).toEqual([]);
    await open(long);
    await close(long);
    expect(heard).toEqual(['open 1', 'close']);
  });

  it('is once for one that is closed and opened again meanwhile', async () => {
    const { heard, open, close } = listened();
    const long = document(100_000);
    const first = open(long);
    await close(long);
    await Promise.all([first, open(long)]);
    expect(heard).toEqual(['open 1']);
  });
});
