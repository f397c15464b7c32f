import type { AnnotatedEntity, Teacher } from '../teacher';

/** Titles stand before names; CoNLL does not count them in. */
const title =
  /^(?:mr|mrs|ms|dr|prof|sir|lord|lady|king|queen|prince|princess|president|chancellor|minister|senator|gen|col|capt|rev|saint|pope)\.?$/iu;

/** Of npm `compromise`, what is asked. */
type Rules = typeof import('compromise')['default'];

interface Found {
  readonly offset: { readonly start: number; readonly length: number };
}

/**
 * Marks people, places, organizations and, as MISC, demonyms by the rules and word lists of npm `compromise`: no LLM, no
 * key, no network. What two rules claim goes to the first in this order: people, organizations, places, demonyms.
 */
export async function ruleBasedTeacher(): Promise<Teacher> {
  // When first asked for: it builds its word lists while it is loaded, which takes longer than all else that VS Code loads of ours.
  const { default: nlp } = await import('compromise');
  return {
    label: 'rule-based (compromise)',
    identity: { teacher: 'rule-based', compromise: nlp.version, rules: 1 },
    entityTypes: ['LOC', 'MISC', 'ORG', 'PER'],
    annotate: async (tokens) => ({ entities: mark(nlp, tokens), rejections: [] }),
  };
}

function mark(nlp: Rules, tokens: readonly string[]): AnnotatedEntity[] {
  const text = tokens.join(' ');
  const document = nlp(text);
  const entities: AnnotatedEntity[] = [];
  const add = (type: string, view: { json(options: object): unknown }): void => {
    for (const { offset } of view.json({ offset: true, terms: false }) as readonly Found[]) {
      const span = narrowed(tokens, type, tokensAt(tokens, offset.start, offset.start + offset.length));
      if (!span || entities.some((other) => other.start < span.end && span.start < other.end)) continue;
      entities.push({ type, ...span, repaired: false });
    }
  };
  add('PER', document.people());
  add('ORG', document.organizations());
  add('LOC', document.places());
  add('MISC', document.match('#Demonym+'));
  return entities.sort((a, b) => a.start - b.start);
}

/** Tokens that the characters [from, to) of the tokens, joined by single spaces, touch. */
function tokensAt(tokens: readonly string[], from: number, to: number): { start: number; end: number } {
  let position = 0;
  let start = tokens.length;
  let end = 0;
  tokens.forEach((token, index) => {
    if (position < to && position + token.length > from) {
      start = Math.min(start, index);
      end = index + 1;
    }
    position += token.length + 1;
  });
  return { start, end };
}

/** Without titles, punctuation and lower-case words at the edges, which the rules are generous with. */
function narrowed(tokens: readonly string[], type: string, { start, end }: { start: number; end: number }) {
  const named = (index: number): boolean => {
    const token = tokens[index] ?? '';
    return /^\p{Lu}/u.test(token) && !(type === 'PER' && title.test(token));
  };
  let [first, last] = [start, end];
  while (first < last && !named(first)) first++;
  while (last > first && !named(last - 1)) last--;
  return first < last ? { start: first, end: last } : undefined;
}
