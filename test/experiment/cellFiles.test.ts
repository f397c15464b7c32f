import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConllDocument } from '../../src/dataset';
import {
  type Cell,
  CellFiles,
  readExperiment,
  refuseChangedFiles,
  type TrainingExperiment,
} from '../../src/experiment';

const gold = Array.from({ length: 12 }, (_, index) => `Ada${index} B-PER\nleft O\n`).join('\n');
const llm = gold.replaceAll('B-PER', 'B-MISC');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'conll-cells-'));
  await writeFile(at('gold.conll'), gold);
  await writeFile(at('llm.conll'), llm);
});
afterEach(() => rm(folder, { recursive: true }));

const at = (name: string) => path.join(folder, name);
const firstTokens = async (files: readonly string[]) => {
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return texts.flatMap((text) => ConllDocument.parse(text).sentences.map(({ tokens }) => tokens[0]));
};

function experiment(takes: 'all' | 'rest', sizes: string): TrainingExperiment {
  const source = `experiment: blends
name: toy
data: { original: ${at('gold.conll')}, distilled: ${at('llm.conll')}, distilledTakes: ${takes}, test: ${at('gold.conll')} }
grid: { blends: [linear], sizes: ${sizes}, seeds: [1] }
run: { steps: 1 }
`;
  const { experiment: read } = readExperiment(source, 'toy.yaml');
  if (read.experiment === 'prompts') throw new Error('a grid was expected');
  return read;
}

const open = (of: TrainingExperiment) =>
  CellFiles.open(folder, of, { original: [at('gold.conll')], distilled: [at('llm.conll')], extra: [] });

const cell = (size: Cell['size'], seed = 1, blend: Cell['blend'] = { name: 'linear' }): Cell => ({
  name: 'cell',
  blend,
  ...(size !== undefined && { size }),
  extra: false,
  learningRateSchedule: 'constant',
  seed,
});

describe('the files of a cell', () => {
  it('are drawn by the seed, a smaller set part of a larger one, and the distilled set is the rest', async () => {
    const files = await open(experiment('rest', '[3, 5]'));
    const small = await files.of(cell(3));
    const large = await files.of(cell(5));
    const [three, five] = [await firstTokens(small.original), await firstTokens(large.original)];
    expect([three.length, five.length]).toEqual([3, 5]);
    expect(five).toEqual(expect.arrayContaining(three));
    expect(await firstTokens((await files.of(cell(5, 2))).original)).not.toEqual(five);
    const rest = await firstTokens(large.distilled);
    expect(rest).toHaveLength(7);
    expect([...five, ...rest].sort()).toEqual(await firstTokens([at('gold.conll')]).then((all) => all.sort()));
    expect(await readFile(large.distilled[0] ?? '', 'utf8')).toContain('B-MISC');
    expect(await readFile(large.original[0] ?? '', 'utf8')).not.toContain('B-MISC');
  });

  it('are only what its blend draws from', async () => {
    const files = await open(experiment('all', '[3]'));
    expect(await files.of(cell(3, 1, { name: 'original' }))).toMatchObject({ distilled: [] });
    expect(await files.of(cell(undefined, 1, { name: 'distilled' }))).toEqual({
      original: [],
      distilled: [at('llm.conll')],
    });
    expect(await files.of(cell('all'))).toEqual({ original: [at('gold.conll')], distilled: [at('llm.conll')] });
  });

  it('are refused where the distilled file holds other sentences, at the first line that differs', async () => {
    await writeFile(at('llm.conll'), llm.replace('Ada4 ', 'Eve4 '));
    await expect(open(experiment('rest', '[3]'))).rejects.toThrow(
      `${at('llm.conll')}, line 13: expected the tokens of sentence 5 of the original`,
    );
    await writeFile(at('llm.conll'), llm.slice(0, llm.indexOf('Ada9')));
    await expect(open(experiment('rest', '[3]'))).rejects.toThrow('hold 9 sentences, but the original 12');
  });

  it('are refused where there are too few sentences', async () => {
    await expect(open(experiment('rest', '[12]'))).rejects.toThrow('has 12 and some must be left');
    await expect(open(experiment('all', '[13]'))).rejects.toThrow('A size of 13 original sentences');
    await expect(open(experiment('all', '[12]'))).resolves.toBeDefined();
  });

  it('do not change once cells were trained on them', async () => {
    await (await open(experiment('rest', '[3]'))).of(cell(3));
    await refuseChangedFiles(folder, [at('gold.conll')]);
    await refuseChangedFiles(folder, [at('gold.conll'), at('llm.conll')]);
    await writeFile(at('gold.conll'), gold.replaceAll('left', 'went'));
    await writeFile(at('llm.conll'), llm.replaceAll('left', 'went'));
    await expect(refuseChangedFiles(folder, [at('gold.conll')])).rejects.toThrow('gold.conll has changed since');
    await expect((await open(experiment('rest', '[3]'))).of(cell(3))).rejects.toThrow('holds other sentences');
  });
});
