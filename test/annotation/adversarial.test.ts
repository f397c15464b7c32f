import { describe, expect, it } from 'vitest';
import { alignAnswer } from '../../src/annotation';
import { type AdversarialCase, adversarialCases, adversarialTypes, spansOf, tallyOf } from './adversarial';
import { autolabel, inception, spacyV2, spacyV3 } from './rivals';

const align = (one: AdversarialCase) => alignAnswer(one.tokens, spansOf(one), adversarialTypes);

describe.each(adversarialCases.map((one) => [one.name, one] as const))('%s', (_, one) => {
  it('is read as it was meant, and what is not used is told with a reason', () => {
    const { entities, rejections } = align(one);
    expect(entities.map(({ start, end, type }) => [start, end, type])).toEqual(
      [...one.gold].sort((a, b) => a[0] - b[0]),
    );
    expect(entities.length + rejections.length).toBe(one.answers.length);
    for (const { reason, message } of rejections) expect(reason && message).toBeTruthy();
  });
});

it('our rules lose nothing; those of other tools do', () => {
  const ours = tallyOf((one) => {
    const { entities, rejections } = align(one);
    const found = entities.map(({ start, end, type }) => `${start}-${end}-${type}`);
    return { entities: new Set(found), reported: rejections.length };
  });
  const all = adversarialCases.reduce((sum, { gold }) => sum + gold.length, 0);
  expect(ours).toEqual({ recovered: all, wrong: 0, lost: 0 });
  // The README's table.
  expect({
    spacyV2: tallyOf(spacyV2),
    spacyV3: tallyOf(spacyV3),
    inception: tallyOf(inception),
    autolabel: tallyOf(autolabel),
  }).toMatchInlineSnapshot(`
    {
      "autolabel": {
        "lost": 8,
        "recovered": 86,
        "wrong": 7,
      },
      "inception": {
        "lost": 31,
        "recovered": 91,
        "wrong": 7,
      },
      "spacyV2": {
        "lost": 29,
        "recovered": 93,
        "wrong": 13,
      },
      "spacyV3": {
        "lost": 27,
        "recovered": 95,
        "wrong": 0,
      },
    }
  `);
});
