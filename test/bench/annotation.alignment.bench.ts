import { alignAnswer } from '../../src/annotation';
import { type AdversarialCase, adversarialCases, adversarialTypes, spansOf, tallyOf } from '../annotation/adversarial';
import { autolabel, inception, spacyV2, spacyV3 } from '../annotation/rivals';
import type { BenchResult } from './result';

const rivals = {
  'spaCy-llm NER.v2': spacyV2,
  'spaCy-llm NER.v3': spacyV3,
  INCEpTION: inception,
  Autolabel: autolabel,
};

/** Entities of the adversarial set that are lost without a word, by our rules and by those of other tools. */
export default async function* annotationAlignment(): AsyncGenerator<BenchResult> {
  const ours = tallyOf(readByUs);
  for (const [peer, read] of Object.entries(rivals)) {
    const theirs = tallyOf(read);
    yield {
      name: 'annotation.alignment.lost',
      value: ours.lost,
      unit: 'entities',
      peer,
      ratio: ours.lost / theirs.lost,
      note: `ours: ${inWords(ours)}; ${peer}: ${inWords(theirs)}; of ${adversarialCases.length} sentences`,
    };
  }
}

function readByUs(one: AdversarialCase) {
  const { entities, rejections } = alignAnswer(one.tokens, spansOf(one), adversarialTypes);
  return {
    entities: new Set(entities.map(({ start, end, type }) => `${start}-${end}-${type}`)),
    reported: rejections.length,
  };
}

function inWords({ recovered, wrong, lost }: ReturnType<typeof tallyOf>): string {
  return `${recovered} recovered, ${wrong} wrong, ${lost} lost`;
}
