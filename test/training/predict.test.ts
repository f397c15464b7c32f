import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConllDocument } from '../../src/dataset';
import { parseRunReport } from '../../src/protocol/runFolder';
import { predict, prepareRun, train } from '../../src/training';
import { sentenceWindows } from '../../src/training/tokenizer/sentenceWindows';
import { WordPieces } from '../../src/training/tokenizer/wordPieces';
import { makeToyFolder, type ToyFolder } from './toyRun';

let toy: ToyFolder;
let runFolder = '';
beforeAll(async () => {
  toy = await makeToyFolder();
  // Windows of 16 word pieces: of a longer sentence each token is tagged in the one of several that shows it best.
  runFolder = await prepareRun({ ...toy.config, steps: 80, maxLength: 16 }, toy.folder);
  await train(runFolder);
});
afterAll(() => toy.remove());

describe('predict', () => {
  it('tags as the run did, naming the device', async () => {
    const { sentences } = ConllDocument.parse(await readFile(path.join(runFolder, 'predictions.conll'), 'utf8'));
    const devices: string[] = [];
    const predicted = await predict(
      runFolder,
      sentences.map(({ tokens }) => tokens),
      { onDevice: (device) => devices.push(device) },
    );
    const tags = predicted.map((sentence) => sentence.tags);
    // The run wrote them in the test file's scheme, IOB1, where only an entity that touches another begins with B.
    expect(tags.map((sentence) => sentence.map((tag) => tag.replace('B-', 'I-')))).toEqual(
      sentences.map(({ tags }) => tags),
    );
    const report = parseRunReport(await readFile(path.join(runFolder, 'report.json'), 'utf8'));
    expect(devices).toEqual([report.device]);
  });

  it('tags each token of a long sentence as in the window that owns it', async () => {
    const sentence = Array.from({ length: 20 }, () => ['Ada', 'visited', 'Oslo', 'and', 'Riga']).flat();
    const wordPieces = await WordPieces.read(toy.config.model);
    const windows = sentenceWindows(sentence, wordPieces, 16);
    expect(windows.length).toBeGreaterThan(6);
    // Every word of the toy is one word piece.
    const first = windows.map(({ ids, tokens }) => {
      const place = tokens.findIndex((token) => token >= 0);
      return { start: (tokens[place] ?? 0) - place + 1, length: ids.length - 2 };
    });
    const alone = await predict(
      runFolder,
      first.map(({ start, length }) => sentence.slice(start, start + length)),
    );
    const [{ tags } = { tags: [] }] = await predict(runFolder, [sentence]);
    const typeOf = (tag: string | undefined) => tag?.replace(/^[BI]-/, '');
    windows.forEach(({ tokens }, index) => {
      for (const token of tokens.filter((token) => token >= 0)) {
        expect(typeOf(tags[token])).toBe(typeOf(alone[index]?.tags[token - (first[index]?.start ?? 0)]));
      }
    });
    expect(new Set(tags)).toEqual(new Set(['O', 'B-PER', 'B-LOC']));
  });

  it('gives each sentence its own tags in their order, whatever its length', async () => {
    const sentences = [
      ['Riga'],
      [],
      ['then', 'Farid', 'left', 'Quito', 'for', 'Tunis'],
      ['\u0001'],
      ['Carla', 'met', 'Elena'],
    ];
    const predicted = await predict(runFolder, sentences);
    for (const { tags, probabilities } of predicted) {
      expect(probabilities.length).toBe(tags.length);
      // Of three types there are seven labels: the likeliest has more than a seventh.
      expect(probabilities.every((probability) => probability > 1 / 7 && probability <= 1)).toBe(true);
    }
    expect(predicted.map(({ tags }) => tags)).toEqual([
      [expect.any(String)],
      [],
      ['O', 'B-PER', 'O', 'B-LOC', 'O', 'B-LOC'],
      [expect.any(String)],
      ['B-PER', 'O', 'B-PER'],
    ]);
  });

  it('refuses a folder without a run, or a run without a checkpoint', async () => {
    await expect(predict(toy.folder, [['Ada']])).rejects.toThrow('is not a run folder');
    const untrained = await prepareRun({ ...toy.config, name: 'untrained' }, toy.folder);
    await expect(predict(untrained, [['Ada']])).rejects.toThrow(`The run in ${untrained} has no checkpoint yet`);
  });
});
