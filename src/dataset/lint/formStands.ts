import type { Chunk } from '../live/chunk';
import type { StretchFacts } from './stretchFacts';

/** Forms that are remembered; each is looked for in every chunk that comes. */
const mostKnown = 50;

/** Which chunks hold a surface form, tagged or not. Who changes one changes it again at the next key: those asked for last are remembered. */
export class FormStands {
  readonly #known = new Map<string, Set<Chunk>>();

  /** @param all chunks, with their facts: read where the form is not remembered */
  of(form: string, all: ReadonlyMap<Chunk, { readonly facts: StretchFacts }>): ReadonlySet<Chunk> {
    const known = this.#known.get(form) ?? find(form, all);
    this.#known.delete(form);
    this.#known.set(form, known);
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size > mostKnown) this.#known.delete(oldest);
    return known;
  }

  add(chunk: Chunk, facts: StretchFacts): void {
    for (const [form, chunks] of this.#known) if (holds(facts, form)) chunks.add(chunk);
  }

  delete(chunk: Chunk): void {
    for (const chunks of this.#known.values()) chunks.delete(chunk);
  }
}

function find(form: string, all: ReadonlyMap<Chunk, { readonly facts: StretchFacts }>): Set<Chunk> {
  const chunks = new Set<Chunk>();
  all.forEach(({ facts }, chunk) => {
    if (holds(facts, form)) chunks.add(chunk);
  });
  return chunks;
}

function holds({ tagged, untagged }: StretchFacts, form: string): boolean {
  return tagged.has(form) || untagged.has(form);
}
