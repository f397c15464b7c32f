import type { Entity } from '../types';
import type { AmbiguousForm, FormLabel } from './report';

interface Label {
  /** By file. */
  readonly counts: number[];
  readonly file: number;
  readonly line: number;
}

/** Every surface form that is an entity somewhere, and how it is labelled wherever it stands. */
export class SurfaceForms {
  readonly #labels = new Map<string, Map<string, Label>>();
  /** The files in which a form is an entity, as bits. */
  readonly #files = new Map<string, number>();
  /** The tokens of the longest form that begins with a token. */
  readonly #longest = new Map<string, number>();

  constructor(private readonly fileCount: number) {}

  addEntity(file: number, tokens: readonly string[], { type, start, end }: Entity, line: number): void {
    const form = owned(formOf(tokens, start, end));
    this.#count(form, type, file, line);
    this.#files.set(form, (this.#files.get(form) ?? 0) | (1 << file));
    const first = owned(tokens[start] ?? '');
    this.#longest.set(first, Math.max(this.#longest.get(first) ?? 0, end - start));
  }

  /** Once all entities are known: counts where their surface forms stand untagged, the longest at each place. */
  addUntagged(
    file: number,
    tokens: readonly string[],
    entities: readonly Entity[],
    lineOf: (token: number) => number,
  ): void {
    let next = 0;
    for (let token = 0; token < tokens.length; ) {
      const entity = entities[next];
      if (entity && token >= entity.start) {
        token = entity.end;
        next++;
        continue;
      }
      const room = (entity?.start ?? tokens.length) - token;
      const length = this.#matchAt(tokens, token, room);
      if (length > 0) this.#count(formOf(tokens, token, token + length), 'O', file, lineOf(token));
      token += Math.max(1, length);
    }
  }

  #matchAt(tokens: readonly string[], start: number, room: number): number {
    const longest = Math.min(room, this.#longest.get(tokens[start] ?? '') ?? 0);
    for (let length = longest; length > 0; length--) {
      if (this.#labels.has(formOf(tokens, start, start + length))) return length;
    }
    return 0;
  }

  /** The files in which the form is an entity, as bits. */
  filesOf(form: string): number {
    return this.#files.get(form) ?? 0;
  }

  /** @returns all that are ambiguous, the most first */
  ambiguous(): AmbiguousForm[] {
    const found: AmbiguousForm[] = [];
    for (const [form, uses] of this.#labels) {
      if (uses.size < 2) continue;
      const labels = [...uses].map(
        ([label, { counts, file, line }]): FormLabel => ({ label, count: sum(counts), file, line }),
      );
      labels.sort((a, b) => b.count - a.count || compare(a.label, b.label));
      const total = labels.reduce((all, { count }) => all + count, 0);
      found.push({ form, total, minority: total - (labels[0]?.count ?? 0), labels });
    }
    return found.sort((a, b) => b.minority - a.minority || b.total - a.total || compare(a.form, b.form));
  }

  /** Different forms that are entities of a file; of a type where one is given. */
  countOf(file: number, type?: string): number {
    let count = 0;
    for (const uses of this.#labels.values()) {
      const counts =
        type === undefined
          ? [...uses].filter(([label]) => label !== 'O').map(([, use]) => use.counts)
          : [uses.get(type)?.counts ?? []];
      if (counts.some((each) => (each[file] ?? 0) > 0)) count++;
    }
    return count;
  }

  /** Different forms that are entities in both files. */
  countShared(file: number, other: number): number {
    const both = (1 << file) | (1 << other);
    let count = 0;
    for (const files of this.#files.values()) if ((files & both) === both) count++;
    return count;
  }

  #count(form: string, label: string, file: number, line: number): void {
    const uses = this.#labels.get(form) ?? new Map<string, Label>();
    this.#labels.set(form, uses);
    const use = uses.get(label) ?? { counts: new Array<number>(this.fileCount).fill(0), file, line };
    uses.set(label, use);
    use.counts[file] = (use.counts[file] ?? 0) + 1;
  }
}

export function formOf(tokens: readonly string[], start: number, end: number): string {
  return end - start === 1 ? (tokens[start] ?? '') : tokens.slice(start, end).join(' ');
}

/** A longer piece of a text keeps the whole text in memory (V8 slices); a copy does not. */
export function owned(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
