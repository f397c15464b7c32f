import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_RUN } from '../../../../src/protocol/runDefaults';
import { cellText, type Table } from '../../../../src/tables';
import { evaluateRun } from '../../../../src/vscode/training/panel/evaluate/evaluateRun';

const PREDICTIONS = `# comment
Ada B-PER B-PER
Lovelace I-PER I-PER
left O O
Bath B-LOC B-PER

The O B-ORG
Chronicle B-ORG I-ORG
of O O
Ulm B-LOC O
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'conll-run-'));
  await writeFile(path.join(folder, 'original.conll'), 'Ada B-PER\nLovelace I-PER\n\nBath B-LOC\n');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(more: object = {}): Promise<void> {
  const original = [path.join(folder, 'original.conll')];
  const config = {
    ...DEFAULT_RUN,
    version: 1,
    name: 'r',
    original,
    distilled: [],
    blend: { name: 'original' },
    steps: 1,
  };
  const full = { ...config, model: 'm', test: 'test.conll', ...more };
  await writeFile(path.join(folder, 'config.json'), JSON.stringify(full));
}

const rowsOf = ({ columns, groups }: Table): string[] =>
  groups.flat().map((row) => columns.map((column, at) => cellText(row[at], column)).join(' '));

describe('the evaluation of a run', () => {
  it('compares the last two columns of its predictions, and knows the line of each error', async () => {
    await run();
    await writeFile(path.join(folder, 'predictions.conll'), PREDICTIONS);
    const { errors, scores, confusion, breakdown, notes } = await evaluateRun(folder);
    expect(errors).toEqual([
      { kind: 'type', line: 5, gold: { text: 'Bath', type: 'LOC' }, predicted: { text: 'Bath', type: 'PER' } },
      {
        kind: 'boundary',
        line: 7,
        gold: { text: 'Chronicle', type: 'ORG' },
        predicted: { text: 'The Chronicle', type: 'ORG' },
      },
      { kind: 'missed', line: 10, gold: { text: 'Ulm', type: 'LOC' } },
    ]);
    // One of four gold entities is found, with three predictions.
    expect(rowsOf(scores.default)).toContain('micro 33.33 25.00 28.57 4');
    expect(scores.strict.title).toContain('IOB2');
    expect(rowsOf(confusion)).toContain('LOC 0 0 1 1');
    expect(rowsOf(breakdown).some((row) => row.includes('unseen'))).toBe(true);
    expect(notes).toEqual([]);
  });

  it('says so when a training file is gone, and goes on', async () => {
    await run({ original: [path.join(folder, 'gone.conll')] });
    await writeFile(path.join(folder, 'predictions.conll'), PREDICTIONS);
    expect((await evaluateRun(folder)).notes).toEqual([expect.stringContaining('gone.conll')]);
  });

  it('says so when a data file cannot be read, and goes on', async () => {
    await run({ test: folder, distilled: [folder] });
    await writeFile(path.join(folder, 'predictions.conll'), PREDICTIONS);
    expect((await evaluateRun(folder)).notes).toEqual([
      expect.stringMatching(/on which the run was tested, cannot be read \(EISDIR.*whether it has changed/),
      expect.stringMatching(/which the run was trained on, cannot be read \(EISDIR.*count as unseen/),
    ]);
  });

  it('names the first line that is not as it was, or lacks a column', async () => {
    const test = path.join(folder, 'test.conll');
    await run({ test });
    await writeFile(path.join(folder, 'predictions.conll'), PREDICTIONS);
    const gold = PREDICTIONS.replaceAll(/^(\S+ \S+) \S+$/gm, '$1').replace('# comment\n', '');
    const notesOf = async (text: string) => {
      await writeFile(test, text);
      return (await evaluateRun(folder)).notes.join();
    };
    expect(await notesOf(gold)).toBe('');
    expect(await notesOf(gold.replace('Bath B-LOC', 'Bath B-ORG'))).toContain(
      'test.conll has changed since the run was tested: line 4 is “Bath B-ORG”, and was “Bath B-LOC”.',
    );
    expect(await notesOf(gold.replace('of O', 'von O'))).toContain('line 8 is “von O”, and was “of O”');
    expect(await notesOf(`${gold}\nmore O\n`)).toContain('line 11 and what follows were not there');
    expect(await notesOf(gold.replace('Ulm B-LOC\n', ''))).toContain('it ends before line 10 of the predictions');
    await writeFile(path.join(folder, 'predictions.conll'), PREDICTIONS.replace('left O O', 'left O'));
    expect(await notesOf(gold)).toBe(
      'predictions.conll, line 4: 2 columns, where other lines have 3: the tag that is missing counts as O.',
    );
  });

  it('tells why there is nothing to compare', async () => {
    await run();
    await expect(evaluateRun(folder)).rejects.toThrow('written when it finishes');
    await writeFile(path.join(folder, 'predictions.conll'), '\n');
    await expect(evaluateRun(folder)).rejects.toThrow('has no sentences');
    await rm(path.join(folder, 'predictions.conll'));
    await run({ test: undefined });
    await expect(evaluateRun(folder)).rejects.toThrow('had no test file');
  });
});
