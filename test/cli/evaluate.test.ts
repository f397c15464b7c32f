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

  it("prints nervaluate's four modes, of each type and of all", async () => {
    const input = 'New B-LOC B-LOC\nYork I-LOC O\n';
    const { stdout } = await conllDistill(['evaluate', '-', '--mode', 'nervaluate', '--csv'], { input });
    expect(stdout.split('\n').slice(0, 5)).toEqual([
      'type,mode,COR,INC,PAR,MIS,SPU,precision,recall,F1',
      'LOC,strict,0,1,0,0,0,0.00,0.00,0.00',
      'LOC,exact,0,1,0,0,0,0.00,0.00,0.00',
      'LOC,partial,0,0,1,0,0,50.00,50.00,50.00',
      'LOC,ent_type,1,0,0,0,0,100.00,100.00,100.00',
    ]);
  });

  it('shows – where gold has no entity of a type, or none at all, and says so', async () => {
    const some = await conllDistill(['evaluate', '-'], { input: 'Ada B-PER B-LOC\n' });
    expect(some.stdout).toMatch(/\nLOC +– +– +– +0\n/);
    expect(some.stdout).toContain('–: gold has no such entity. A type without any counts as 0 in macro');
    const none = await conllDistill(['evaluate', '-', '--latex'], { input: 'in O O\n' });
    expect(none.stdout).toContain('micro & -- & -- & -- & 0 \\\\');
    expect(none.stdout).toContain('gold has no such entity');
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

describe('evaluate shows what is wrong', () => {
  const wrong =
    '# a comment\nAda B-PER B-PER\nLovelace I-PER O\n\nBath B-LOC B-ORG\nin O O\nMay O B-MISC\nBath B-LOC O\n';

  it('each error with its line, or the frequent ones', async () => {
    const { stdout } = await conllDistill(['evaluate', '-', '--errors', '--csv'], { input: wrong });
    expect(stdout.split('\n').slice(1, 5)).toEqual([
      '2,boundary,Ada Lovelace,PER,Ada,PER',
      '5,type,Bath,LOC,Bath,ORG',
      '7,spurious,,,May,MISC',
      '8,missed,Bath,LOC,,',
    ]);
    const frequent = await conllDistill(['evaluate', '-', '--errors', 'frequent'], { input: wrong + wrong });
    expect(frequent.stdout).toMatch(/\n +2 +boundary +Ada Lovelace +PER +Ada +PER +2, 10\n/);
    expect(frequent.stdout).toContain('8 errors: boundary 2, type 2, both 0, missed 2, spurious 2');
  });

  it('which types are taken for which', async () => {
    const { stdout } = await conllDistill(['evaluate', '-', '--confusion', '--markdown'], { input: wrong });
    expect(stdout.replaceAll(/ +/g, ' ')).toContain('| LOC | 0 | 0 | 1 | 0 | 1 |');
  });

  it('scores of entities that training had, and had not', async () => {
    const training = await files.file('training.conll', 'Bath B-LOC\nBath B-LOC\n');
    const args = ['evaluate', '-', '--breakdown', '--train', training, '--csv'];
    const { stdout } = await conllDistill(args, { input: wrong });
    expect(stdout).toContain('\nlength,1 token,0.00,0.00,0.00,2\n');
    expect(stdout).toContain('\ntimes in training,2 to 4 times,0.00,0.00,0.00,2\n');
    expect(stdout).toContain('\ntraining,seen,0.00,0.00,0.00,2\n');
    expect(stdout).toContain('\ntraining,unseen,0.00,0.00,0.00,1\n');
  });

  const sure = 'Ada B-PER 0.9 B-PER\nByron I-PER 0.8 I-PER\nBath B-LOC 0.75 B-PER\n';

  it('how far confidence can be believed', async () => {
    const args = ['evaluate', '-', '--gold-column', '2', '--calibration', '3', '--json'];
    const { calibration } = JSON.parse((await conllDistill(args, { input: sure })).stdout);
    // 0.72, which is right, and 0.75, which is not.
    expect(calibration.entities).toBe(2);
    expect(calibration.bins[7]).toMatchObject({ entities: 2, precision: 0.5 });
    expect(calibration.expectedError).toBeCloseTo(0.735 - 0.5, 12);
  });

  it('the difference to another prediction, and whether it could be chance', async () => {
    const other = await files.file('other-prediction.conll', wrong.replaceAll(' B-LOC O\n', ' B-LOC B-LOC\n'));
    const { stdout } = await conllDistill(['evaluate', '-', '--against', other], { input: wrong });
    expect(stdout).toMatch(/\nLOC +66\.67 +0\.00 +−66\.67 +2\n/);
    expect(stdout).toMatch(/95 % interval is −\d+\.\d\d to 0\.00 .*p 1\.000/);
    const { difference } = JSON.parse(
      (await conllDistill(['evaluate', '-', '--against', other, '--json'], { input: wrong })).stdout,
    );
    expect(difference.against.types.LOC.f1).toBeCloseTo(2 / 3, 12);
    expect(difference.difference).toBeLessThan(0);
  });

  it('all of it as JSON', async () => {
    const { stdout } = await conllDistill(['evaluate', '-', '--json'], { input: wrong });
    const report = JSON.parse(stdout);
    expect(report.errorCounts).toEqual({ boundary: 1, type: 1, both: 0, missed: 1, spurious: 1 });
    expect(report.errors[0]).toEqual({
      kind: 'boundary',
      sentence: 0,
      gold: { type: 'PER', start: 0, end: 2, text: 'Ada Lovelace', line: 2 },
      predicted: { type: 'PER', start: 0, end: 1, text: 'Ada', line: 2 },
    });
    expect(report.confusion.types).toEqual(['LOC', 'MISC', 'ORG', 'PER']);
    expect(report.nervaluate.overall.ent_type).toMatchObject({ correct: 1, incorrect: 1, missed: 1, spurious: 1 });
    expect(Object.keys(report.breakdowns)).toEqual(['length', 'times in gold']);
  });

  it('refuses two tables as CSV, a column that holds no confidences, and --train alone', async () => {
    const run = async (...args: string[]) => {
      const { code, stderr } = await conllDistill(['evaluate', '-', '--gold-column', '2', ...args], { input: sure });
      return `${code} ${stderr}`;
    };
    expect(await run('--csv', '--errors', '--confusion')).toContain('2 conll-distill: --csv prints one table');
    expect(await run('--calibration', '2')).toContain(
      '1 conll-distill: standard input, line 1: "B-PER" in column 2 is no',
    );
    expect(await run('--calibration', '9')).toContain('line 1: there is no column 9');
    expect(await run('--train', 'x.conll')).toContain('2 conll-distill: --train is what --breakdown compares with');
    expect(await run('--csv', '--latex')).toMatch(/^2 .*cannot be used with/);
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
    expect(message).toContain('Allowed choices are default, strict, nervaluate');
  });
});
