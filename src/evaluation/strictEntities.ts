import { type Entity, parseTag, type Tag, type TagScheme } from '../dataset';

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

const outside: Tag = { prefix: 'O', type: '' };

/** The entities of a tag sequence as seqeval's strict mode counts them. */
export function strictEntities(tags: readonly string[], scheme: TagScheme): Entity[] {
  const { start, inside, end } = transitions[scheme];
  const parsed = [...tags.map((tag) => parseTag(tag) ?? outside), outside];
  const at = (index: number): Tag => parsed[index] ?? outside;
  const entities: Entity[] = [];
  for (let from = 0; from < tags.length; ) {
    if (!allows(start, at(from - 1), at(from))) {
      from++;
      continue;
    }
    let to = from + 1;
    while (to < parsed.length && allows(inside, at(to - 1), at(to))) to++;
    if (allows(end, at(to - 1), at(to))) entities.push({ type: at(from).type, start: from, end: to });
    from = to;
  }
  return entities;
}

function allows(patterns: readonly string[], previous: Tag, current: Tag): boolean {
  return patterns.some((pattern) => {
    const types = pattern[2];
    return (
      (pattern[0] === '?' || pattern[0] === previous.prefix) &&
      (pattern[1] === '?' || pattern[1] === current.prefix) &&
      (types === '*' || (types === '=') === (previous.type === current.type))
    );
  });
}
