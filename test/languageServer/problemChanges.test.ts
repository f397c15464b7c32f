import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Connection, Diagnostic } from 'vscode-languageserver';
import { type DiagnosticsByRule, Telling } from '../../src/languageServer/lint/telling';
import { PROBLEM_CHANGES, type ProblemChanges } from '../../src/protocol/languageServer';
import { spliced, TestClient } from './testClient';

const clients: TestClient[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
});

async function open(text: string, initializationOptions: object): Promise<TestClient> {
  const client = await TestClient.open(text, 'file:///data/some.conll', { initializationOptions });
  clients.push(client);
  return client;
}

const inFileOrder = (diagnostics: readonly Diagnostic[]): Diagnostic[] =>
  diagnostics.toSorted(
    (a, b) =>
      a.range.start.line - b.range.start.line ||
      a.range.start.character - b.range.start.character ||
      String(a.code).localeCompare(String(b.code)),
  );

const slips = 'In O\nOslo B-LOC\nit O\nrained O\n\nAda B-PER\nLovelace I-PER\nran O\n\nBo I-PER\nsat O\n\n';

describe('what has changed of what is wrong', () => {
  it('adds up to what other editors are told, after any edits', async () => {
    const text = slips.repeat(200);
    const other = await open(text, {});
    const toldAtFirst = other.diagnostics();
    const own = await open(text, { problemChanges: true });
    expect(inFileOrder(await own.diagnostics())).toEqual(inFileOrder(await toldAtFirst));
    const edits = [
      { line: 1, from: 7, to: 10, text: 'ORG' },
      { line: 100, from: 0, to: 0, text: '\n' },
      { line: 100, from: 0, to: 0, text: slips },
      { line: 1, from: 7, to: 10, text: 'LOC' },
      { line: 21, from: 3, to: 4, text: 'B' },
    ];
    for (const { line, from, to, text } of edits) {
      const change = { range: { start: { line, character: from }, end: { line, character: to } }, text };
      const told = [own.diagnostics(), other.diagnostics()] as const;
      await Promise.all([own.change(change), other.change(change)]);
      expect(inFileOrder(await told[0])).toEqual(inFileOrder(await told[1]));
    }
    // The last edit mended one of more than are shown: of them all, those of its chunk were told again, and one more came in sight.
    const splices = own.changes.at(-1)?.changed.find(({ code }) => code === 'mixed-scheme')?.splices ?? [];
    expect(splices).toHaveLength(2);
    expect(splices.reduce((sum, { items }) => sum + items.length, 0)).toBeLessThan(60);
  });

  it('comes to nothing when the document is closed', async () => {
    const editor = await open(slips, { problemChanges: true });
    expect(await editor.diagnostics()).toHaveLength(1);
    const later = editor.diagnostics();
    await editor.close();
    clients.length = 0;
    expect(await later).toEqual([]);
  });

  it('is told as the protocol has it to an editor that does not know of it', async () => {
    const editor = await open(slips, { problemChanges: 'yes' });
    expect(await editor.diagnostics()).toHaveLength(1);
    expect(editor.changes).toEqual([]);
  });

  const pool = Array.from({ length: 6 }, (_, line): Diagnostic => {
    const place = { line, character: 0 };
    return { range: { start: place, end: place }, message: `${line}` };
  });
  const state: fc.Arbitrary<DiagnosticsByRule> = fc
    .dictionary(fc.constantFrom('a', 'b', 'c'), fc.array(fc.constantFrom(...pool), { minLength: 1, maxLength: 5 }))
    .map((byRule) => new Map(Object.entries(byRule)));

  it('puts any state in place of any other', () => {
    fc.assert(
      fc.property(fc.array(state, { minLength: 1, maxLength: 5 }), (states) => {
        const shown = new Map<string, readonly Diagnostic[]>();
        const telling = new Telling({
          sendNotification: async (method: string, { changed }: ProblemChanges<Diagnostic>) => {
            expect(method).toBe(PROBLEM_CHANGES);
            for (const { code, splices } of changed) shown.set(code, spliced(shown.get(code) ?? [], splices));
          },
        } as unknown as Connection);
        telling.begin(true);
        for (const byRule of states) {
          telling.tell('file:///a.conll', byRule);
          expect(new Map([...shown].filter(([, diagnostics]) => diagnostics.length > 0))).toEqual(byRule);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
