import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { conllDistill, sharedData, temporaryFolder } from './terminal';

// Each test starts processes, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const vectors = path.join(sharedData, 'metrics-vectors');
const gold = 'Ada B-PER\nLovelace I-PER\nin O\nLondon B-LOC\n\nOxford B-ORG\nwon O\n';
const predicted = 'Ada B-PER\nLovelace I-PER\nin O\nLondon B-ORG\n\nOxford B-ORG\nwon O\n';

let files: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  files = await temporaryFolder();
});
afterAll(() => files.remove());

describe('evaluate', () => {
  it('prints the scores of two files as JSON in 0..1', async () => {
    const goldFile = await files.file('gold.conll', gold);
    const { code, stdout } = await conllDistill([
      'evaluate',
      goldFile,
      await files.file('pred.conll', predicted),
      '--json',
    ]);
    expect(code).toBe(0);
    const report = JSON.parse(stdout);
    expect(Object.keys(report).sort()).toEqual(['accuracy', 'macro', 'micro', 'types', 'weighted']);
    expect(report.types).toEqual({
      LOC: { precision: 0, recall: 0, f1: 0, support: 1 },
      ORG: { precision: 1 / 2, recall: 1, f1: 2 / 3, support: 1 },
      PER: { precision: 1, recall: 1, f1: 1, support: 1 },
    });
    expect(report.micro).toEqual({ precision: 2 / 3, recall: 2 / 3, f1: 2 / 3, support: 3 });
    expect(report.accuracy).toBe(5 / 6);
  });

  it('takes gold and prediction from the last two columns of one file, also from standard input', async () => {
    const input = 'Ada NNP B-PER B-PER\nin IN O O\nLondon NNP B-LOC O\n';
    const { code, stdout } = await conllDistill(['evaluate', '-', '--json'], { input });
    expect(code).toBe(0);
    expect(JSON.parse(stdout).micro).toEqual({ precision: 1, recall: 1 / 2, f1: 2 / 3, support: 2 });
  });

  it('prints a table in percent', async () => {
    const { stdout } = await conllDistill(['evaluate', '-'], { input: 'Ada B-PER B-PER\nin O O\nBath B-LOC O\n' });
    expect(stdout).toMatch(/^% +precision +recall +F1 +support\n/);
    expect(stdout).toMatch(/\nPER +100\.00 +100\.00 +100\.00 +1\n/);
    expect(stdout).toMatch(/\nmicro +100\.00 +50\.00 +66\.67 +2\n/);
    expect(stdout).toContain('accuracy 66.67 of 3 tokens, default mode');
  });

  it('strict mode accepts only spans that are legal in the scheme', async () => {
    const input = 'New B-LOC I-LOC\nYork I-LOC I-LOC\n';
    const lenient = await conllDistill(['evaluate', '-', '--json'], { input });
    const strict = await conllDistill(['evaluate', '-', '--json', '--mode', 'strict', '--scheme', 'iob2'], { input });
    expect(JSON.parse(lenient.stdout).micro.f1).toBe(1);
    expect(JSON.parse(strict.stdout).micro.f1).toBe(0);
  });

  it('chooses columns by number, from 1', async () => {
    const input = 'Ada B-PER O B-PER\nran O O O\n';
    const args = ['evaluate', '-', '--gold-column', '2', '--prediction-column', '4', '--json'];
    const { stdout } = await conllDistill(args, { input });
    expect(JSON.parse(stdout).micro.f1).toBe(1);
  });

  it.skipIf(!existsSync(vectors))('equals conlleval on its own example', async () => {
    const { stdout } = await conllDistill(['evaluate', path.join(vectors, 'ground_truth.txt'), '--json']);
    const { micro, accuracy } = JSON.parse(stdout);
    const rounded = [accuracy, micro.precision, micro.recall, micro.f1].map((share: number) =>
      (100 * share).toFixed(2),
    );
    expect(rounded).toEqual(['84.08', '68.83', '80.83', '74.35']);
    expect(micro.support).toBe(459);
  });
});

describe('evaluate reads tags such as PER-B', () => {
  const input = 'Ada PER-B PER-B\nLovelace PER-I PER-I\nran O O\n';

  it('as conlleval does, and says that there is another way', async () => {
    const { stdout, stderr } = await conllDistill(['evaluate', '-', '--json'], { input });
    expect(Object.keys(JSON.parse(stdout).types)).toEqual(['B', 'I']);
    expect(stderr).toContain('--reversed');
  });

  it('as PER when told', async () => {
    const { stdout, stderr } = await conllDistill(['evaluate', '-', '--json', '--reversed'], { input });
    expect(JSON.parse(stdout).types).toEqual({ PER: { precision: 1, recall: 1, f1: 1, support: 1 } });
    expect(stderr).toBe('');
  });
});

describe('evaluate refuses', () => {
  const refusal = async (args: string[], input = '') => {
    const { code, stdout, stderr } = await conllDistill(['evaluate', ...args], { input });
    expect(stdout).toBe('');
    expect(stderr).not.toMatch(/\n\s+at /);
    return { code, message: stderr };
  };

  it('files of different tokens, and names the first line that differs in both', async () => {
    const goldFile = await files.file('one.conll', gold);
    const otherFile = await files.file('other.conll', predicted.replace('Oxford', 'Cambridge'));
    const { code, message } = await refusal([goldFile, otherFile]);
    expect(code).toBe(1);
    expect(message).toContain('one.conll, line 6, has "Oxford"');
    expect(message).toContain('other.conll, line 6, has "Cambridge"');
  });

  it('a prediction that ends early', async () => {
    const goldFile = await files.file('whole.conll', gold);
    const shortFile = await files.file('short.conll', predicted.split('\n\n')[0] ?? '');
    const { code, message } = await refusal([goldFile, shortFile]);
    expect(code).toBe(1);
    expect(message).toMatch(/sentence 2, .*whole\.conll, line 6, has "Oxford" where .*short\.conll has ended/);
  });

  it('one file with a single tag column', async () => {
    const { code, message } = await refusal(['-'], gold);
    expect(code).toBe(2);
    expect(message).toContain('standard input has 2 columns');
  });

  it('a file that is not there', async () => {
    const { code, message } = await refusal([files.at('nowhere.conll')]);
    expect(code).toBe(1);
    expect(message).toBe(`conll-distill: ${files.at('nowhere.conll')}: no such file or folder. Check the path.\n`);
  });

  it('a folder, an empty file, a binary, prose, one endless line', async () => {
    const empty = await files.file('empty.conll', '');
    const binary = await files.file('picture.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 1, 2]));
    const endless = await files.file('endless.conll', 'x'.repeat(10_000_000));
    const prose = await files.file('prose.md', 'This is no CoNLL file.\nIt has some lines,\n\nand two paragraphs.\n');
    for (const file of [files.folder, empty, binary, prose, endless]) {
      const { code, message } = await refusal([file]);
      expect(code, file).toBe(1);
      expect(message, file).toContain(path.basename(file));
      expect(message.length, file).toBeLessThan(600);
    }
  });

  it('an unknown mode, as a usage error', async () => {
    const { code, message } = await refusal(['-', '--mode', 'lenient']);
    expect(code).toBe(2);
    expect(message).toContain('Allowed choices are default, strict');
  });
});
