/** How many entity colours package.json contributes (`conllDistill.entity1` to `conllDistill.entity12`). */
export const COLOUR_SLOTS = 12;

/** The theme colour of what columns of tags disagree on. */
export const DISAGREEMENT = 'conllDistill.disagreement';

/** The types of CoNLL-2003 and their long names always have the same colour, in every file. */
const FIXED_SLOTS: ReadonlyMap<string, number> = new Map([
  ['PER', 1],
  ['PERSON', 1],
  ['LOC', 2],
  ['LOCATION', 2],
  ['ORG', 3],
  ['ORGANIZATION', 3],
  ['MISC', 4],
]);
const FIRST_FREE_SLOT = 5;
const FREE_SLOTS = COLOUR_SLOTS - FIRST_FREE_SLOT + 1;

/** The theme colour of a slot's box and name. */
export const slotColour = (slot: number): string => `conllDistill.entity${slot}`;
/** The theme colour behind a slot's tokens. */
export const slotBackground = (slot: number): string => `conllDistill.entity${slot}Background`;

/**
 * Gives each entity type a colour slot from 1 to 12. The four types of CoNLL-2003 have their own; any other type goes
 * where its name hashes to, or to the next slot that no other type of the file has taken, so that a type keeps its
 * colour from file to file as far as the number of colours allows. With more than eight other types colours repeat,
 * which is why the type's name always stands beside the box.
 */
export function assignSlots(types: Iterable<string>): ReadonlyMap<string, number> {
  const slots = new Map<string, number>();
  const taken = new Set<number>();
  for (const type of [...new Set(types)].sort()) {
    const slot = FIXED_SLOTS.get(type.toUpperCase()) ?? freeSlot(type, taken);
    slots.set(type, slot);
    taken.add(slot);
  }
  return slots;
}

function freeSlot(type: string, taken: ReadonlySet<number>): number {
  const home = fnv1a(type) % FREE_SLOTS;
  for (let step = 0; step < FREE_SLOTS; step++) {
    const slot = FIRST_FREE_SLOT + ((home + step) % FREE_SLOTS);
    if (!taken.has(slot)) return slot;
  }
  return FIRST_FREE_SLOT + home;
}

/** FNV-1a, 32 bit, over UTF-16 units (http://www.isthe.com/chongo/tech/comp/fnv/). */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
