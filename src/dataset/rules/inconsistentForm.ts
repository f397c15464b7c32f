import { atTag, atToken } from '../lint/finding';
import type { FormCounts, FormUse } from '../lint/formUse';
import type { Finding, Rule } from '../lint/rule';
import { entitiesOf } from '../lint/stretchFacts';
import { surfaceForm, untaggedForms } from '../lint/surfaceForms';

/** The same tokens tagged differently than nearly everywhere else in the file. */
export const inconsistentForm: Rule = {
  code: 'inconsistent-form',
  severity: 'information',
  reads: ['forms'],
  check: ({ document, facts }, { forms }) => {
    /** What is usual for the forms that are tagged in some other way here. */
    const unusual = new Map<string, string>();
    for (const [form, types] of facts.tagged) {
      const usual = forms.usual(form);
      if (usual !== undefined && (types.size > 1 || !types.has(usual))) unusual.set(form, usual);
    }
    for (const form of facts.untagged.keys()) {
      const usual = forms.usual(form);
      if (usual) unusual.set(form, usual);
    }
    if (unusual.size === 0) return [];
    return document.sentences.flatMap((sentence) => {
      const findings: Finding[] = [];
      for (const { type, start, end } of entitiesOf(sentence)) {
        const form = surfaceForm(sentence.tokens, start, end);
        const usual = unusual.get(form);
        if (usual !== undefined && usual !== type)
          findings.push(atTag(document, sentence, start, { message: saying(form, type, forms) }));
      }
      untaggedForms(sentence, (form, start) => {
        if (unusual.get(form)) findings.push(atToken(document, sentence, start, { message: saying(form, '', forms) }));
      });
      return findings;
    });
  },
};

/** Written again only where the counts are others. */
function saying(form: string, here: string, forms: FormCounts): () => string {
  let [last, text]: [FormUse | undefined, string] = [undefined, ''];
  return () => {
    const use = forms.use(form);
    if (use !== last) [last, text] = [use, said(form, here, use)];
    return text;
  };
}

function said(form: string, here: string, { usual, counts, total }: FormUse): string {
  const others = counts.slice(1).map(([type, count]) => `${named(type)} ${count}`);
  return `"${form}" is ${named(here)} here, but ${named(usual)} in ${counts[0]?.[1]} of its ${total} places in this file (${others.join(', ')}).`;
}

function named(type: string): string {
  return type === '' ? 'untagged' : type;
}
