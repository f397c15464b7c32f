import { describe, expect, it } from 'vitest';
import {
  breakDownByFrequency,
  breakDownByLength,
  breakDownBySeen,
  breakdownTable,
  readEntities,
  surfaceForms,
} from '../../../src/evaluation';
import { plainText } from '../../../src/tables';

const tags = (text: string) => text.split('|').map((sentence) => sentence.trim().split(/\s+/));

const sentences = tags('Bath is Bath | Jordan met Ada Byron | may | May');
const gold = tags('B-LOC O B-LOC | B-PER O B-PER I-PER | O | B-MISC');
const predicted = tags('B-LOC O O | B-LOC O B-PER I-PER | B-MISC | B-MISC');
const pair = readEntities(gold, predicted);

const trainingSentences = tags('Bath Jordan Bath | Jordan Bath May');
const trainingTags = tags('B-LOC B-LOC O | B-LOC B-ORG B-MISC');
const training = surfaceForms(trainingSentences, readEntities(trainingTags, trainingTags).gold);

const summary = (buckets: ReturnType<typeof breakDownByLength>) =>
  Object.fromEntries(
    buckets
      .filter(({ scores }) => scores.support + scores.precision > 0)
      .map(({ name, scores: { precision, recall, support } }) => [name, [precision, recall, support]]),
  );

describe('breakdowns', () => {
  it('by the number of tokens', () => {
    expect(summary(breakDownByLength(pair))).toEqual({ '1 token': [2 / 4, 2 / 4, 4], '2 tokens': [1, 1, 1] });
    const long = tags('B-X I-X I-X I-X I-X I-X I-X');
    expect(summary(breakDownByLength(readEntities(long, long)))).toEqual({ '5 or more tokens': [1, 1, 1] });
  });

  it('by how often training has the text, whatever its type and not in other case', () => {
    expect(summary(breakDownByFrequency(pair, sentences, training))).toEqual({
      // Predicted "may" is not gold, so that of two predictions one is right.
      '0 times': [1 / 2, 1, 1],
      once: [1, 1, 1],
      '2 to 4 times': [1 / 2, 1 / 3, 3],
    });
  });

  it('by whether training has the text with the type', () => {
    expect(summary(breakDownBySeen(pair, sentences, training))).toEqual({
      // Bath twice and May; Jordan is predicted as the LOC that it was in training.
      seen: [2 / 3, 2 / 3, 3],
      'seen as another type': [0, 0, 1],
      unseen: [1 / 2, 1, 1],
    });
  });

  it('as a table; – where gold has none', () => {
    const text = plainText(breakdownTable({ length: breakDownByLength(pair) }));
    expect(text).toMatch(/^length {2}1 token +50\.00 +50\.00 +50\.00 +4$/mu);
    expect(text).toMatch(/^length {2}3 tokens +– +– +– +0$/mu);
  });
});
