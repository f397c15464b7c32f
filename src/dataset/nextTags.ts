import { parseTag } from './tags';
import type { TagScheme } from './types';

/**
 * The tags that may stand after another one in a scheme, the likeliest first: going on with the entity that is open, then O, then a
 * beginning of each type.
 * @param previous the tag before; O at the beginning of a sentence, and for a cell that is no tag
 * @param types in the order to offer them in
 */
export function nextTags(previous: string, types: readonly string[], scheme: TagScheme): string[] {
  const { prefix, type } = parseTag(previous) ?? { prefix: 'O', type: '' };
  const each = (...prefixes: readonly string[]): string[] =>
    types.flatMap((name) => prefixes.map((letter) => `${letter}-${name}`));
  const open = prefix === 'B' || prefix === 'I';
  switch (scheme) {
    case 'iob2':
      return [...(open ? [`I-${type}`] : []), 'O', ...each('B')];
    case 'iob1': {
      // B only where an entity of the same type stands right before.
      const others = each('I').filter((tag) => tag !== `I-${type}`);
      return open ? [`I-${type}`, 'O', `B-${type}`, ...others] : ['O', ...each('I')];
    }
    case 'ioe1': {
      // E only where an entity of the same type follows; after it, that entity begins.
      if (prefix === 'E') return [`I-${type}`, `E-${type}`];
      return open
        ? [`I-${type}`, 'O', `E-${type}`, ...each('I').filter((tag) => tag !== `I-${type}`)]
        : ['O', ...each('I', 'E')];
    }
    case 'ioe2':
      return prefix === 'I' ? [`E-${type}`, `I-${type}`] : ['O', ...each('I', 'E')];
    case 'bioes':
      return open ? [`I-${type}`, `E-${type}`] : ['O', ...each('B', 'S')];
    case 'bilou':
      return open ? [`I-${type}`, `L-${type}`] : ['O', ...each('B', 'U')];
  }
}
