import { atTag, atToken } from '../lint/finding';
import type { FormUse } from '../lint/formUse';
import type { Finding, Rule } from '../lint/rule';
import { entitiesOf } from '../lint/stretchFacts';
import { surfaceForm, untaggedForms } from '../lint/surfaceForms';

/** The same tokens tagged differently than nearly everywhere else in the file. */
export const inconsistentForm: Rule = {
  code: 'inconsistent-form',
  severity: 'information',
  reads: ['forms'],
  check: ({ document, facts }, file) => {
    const unusual = new Map<string, FormUse>();
    for (const [form, types] of facts.tagged) {
      const use = file.formUse(form);
      if (use && (types.size > 1 || !types.has(use.usual))) unusual.set(form, use);
    }
    for (const form of facts.untagged.keys()) {
      const use = file.formUse(form);
      if (use && use.usual !== '') unusual.set(form, use);
    }
    if (unusual.size === 0) return [];
    return document.sentences.flatMap((sentence) => {
      const findings: Finding[] = [];
      for (const { type, start, end } of entitiesOf(sentence)) {
        const form = surfaceForm(sentence.tokens, start, end);
        const use = unusual.get(form);
        if (use && use.usual !== type)
          findings.push(atTag(document, sentence, start, { message: said(form, type, use) }));
      }
      untaggedForms(sentence, (form, start) => {
        const use = unusual.get(form);
        if (use && use.usual !== '')
          findings.push(atToken(document, sentence, start, { message: said(form, '', use) }));
      });
      return findings;
    });
  },
};

function said(form: string, here: string, { usual, counts, total }: FormUse): string {
  const others = counts.slice(1).map(([type, count]) => `${named(type)} ${count}`);
  return `"${form}" is ${named(here)} here, but ${named(usual)} in ${counts[0]?.[1]} of its ${total} places in this file (${others.join(', ')}).`;
}

function named(type: string): string {
  return type === '' ? 'untagged' : type;
}
