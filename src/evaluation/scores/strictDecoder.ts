import { type Entity, outside, type Prefix, type Tag, type TagScheme } from '../../dataset';

/** `prev cur` prefixes, then whether the types must be the same (=), differ (!) or may be either (*); `?` is any prefix. */
interface Transitions {
  readonly start: readonly string[];
  readonly inside: readonly string[];
  readonly end: readonly string[];
}

/**
 * Between which neighbouring tags an entity starts, goes on and ends, as seqeval 1.2.2 defines each scheme for its strict
 * mode. A span that starts but does not end as its scheme says is no entity.
 */
const transitions: Readonly<Record<TagScheme, Transitions>> = {
  iob1: {
    start: ['OI*', 'II!', 'BI*', 'IB=', 'BB='],
    inside: ['BI=', 'II='],
    end: ['II!', 'IO*', 'IB*', 'BO*', 'BI!', 'BB='],
  },
  iob2: {
    start: ['?B*'],
    inside: ['BI=', 'II='],
    end: ['IO*', 'II!', 'IB*', 'BO*', 'BI!', 'BB*'],
  },
  ioe1: {
    start: ['OI*', 'II!', 'EI*', 'EE='],
    inside: ['II=', 'IE='],
    end: ['II!', 'IO*', 'IE!', 'EI=', 'EE='],
  },
  ioe2: {
    start: ['OI*', 'OE*', 'EI*', 'EE*', 'II!', 'IE!'],
    inside: ['IE=', 'II='],
    end: ['E?*'],
  },
  bioes: {
    start: ['?B*', '?S*'],
    inside: ['BI=', 'BE=', 'II=', 'IE='],
    end: ['S?*', 'E?*'],
  },
  bilou: {
    start: ['?B*', '?U*'],
    inside: ['BI=', 'BL=', 'II=', 'IL='],
    end: ['U?*', 'L?*'],
  },
};

const prefixes: readonly Prefix[] = ['O', 'B', 'I', 'E', 'L', 'S', 'U'];

/** Bits of a rule: the types may be the same, may differ. */
const [same, differing] = [1, 2];

/** By `transitionOf` the previous and the current prefix: under which types the transition is allowed. */
type Rules = Uint8Array;

/** Reads the entities of a tag sequence as seqeval's strict mode counts them. */
export function strictDecoder(scheme: TagScheme): (tags: readonly Tag[]) => Entity[] {
  const { start, inside, end } = transitions[scheme];
  const [starts, goesOn, ends] = [rulesOf(start), rulesOf(inside), rulesOf(end)];
  return (tags) => {
    const entities: Entity[] = [];
    const at = (index: number): Tag => tags[index] ?? outside;
    for (let from = 0; from < tags.length; ) {
      // Most tokens are O, and no scheme begins an entity there.
      if (at(from).prefix === 'O' || !allows(starts, at(from - 1), at(from))) {
        from++;
        continue;
      }
      let to = from + 1;
      while (to <= tags.length && allows(goesOn, at(to - 1), at(to))) to++;
      if (allows(ends, at(to - 1), at(to))) entities.push({ type: at(from).type, start: from, end: to });
      from = to;
    }
    return entities;
  };
}

function rulesOf(patterns: readonly string[]): Rules {
  const found = new Uint8Array(32 * 32);
  for (const [previous = '', current = '', types] of patterns) {
    const bits = (types === '!' ? 0 : same) | (types === '=' ? 0 : differing);
    for (const one of previous === '?' ? prefixes : [previous]) {
      for (const other of current === '?' ? prefixes : [current]) {
        const transition = transitionOf(one, other);
        found[transition] = (found[transition] ?? 0) | bits;
      }
    }
  }
  return found;
}

function allows(rules: Rules, previous: Tag, current: Tag): boolean {
  const bits = rules[transitionOf(previous.prefix, current.prefix)] ?? 0;
  return (bits & (previous.type === current.type ? same : differing)) !== 0;
}

/** A number for two letters. */
function transitionOf(previous: string, current: string): number {
  return 32 * (previous.charCodeAt(0) & 31) + (current.charCodeAt(0) & 31);
}
