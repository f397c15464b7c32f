import type { HostToReview, ReviewRequest } from '../../protocol/review';

type Shown = Extract<HostToReview, { type: 'show' }>;
type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** What a key asks for; undefined where it means nothing here. */
export function keyToRequest(
  { key, ctrlKey, metaKey, altKey, shiftKey }: Key,
  shown: Shown,
): ReviewRequest | undefined {
  if (altKey && !ctrlKey && !metaKey) {
    // As in a text editor: the arrows move an end, with Shift the first one.
    const edge = shiftKey ? 'start' : 'end';
    if (key === 'ArrowRight') return { type: 'resize', edge, by: 1 };
    if (key === 'ArrowLeft') return { type: 'resize', edge, by: -1 };
    return undefined;
  }
  if (altKey || ctrlKey || metaKey) return undefined;
  const [disagreeing] = shown.item?.opinions ?? [];
  switch (key.toLowerCase()) {
    case 'a':
      return { type: 'accept' };
    case 'r':
    case 'delete':
      return { type: 'reject' };
    case 't':
      return disagreeing && { type: 'take', index: 0 };
    case 'n':
    case 'arrowdown':
      return { type: 'next' };
    case 'p':
    case 'arrowup':
      return { type: 'previous' };
    case 'u':
      return { type: 'undo' };
    case 'o':
      return { type: 'open' };
    default: {
      const type = /^[1-9]$/u.test(key) ? shown.types[Number(key) - 1] : undefined;
      return type === undefined ? undefined : { type: 'label', entityType: type };
    }
  }
}
