import type { Target } from '../../protocol/readingView';

/** What a key asks for, or a click. */
export type Action =
  /** A token to the right or to the left, as one sees them. */
  | { readonly do: 'token'; readonly by: 1 | -1; readonly extend: boolean }
  | { readonly do: 'resize'; readonly edge: 'start' | 'end'; readonly by: 1 | -1 }
  | { readonly do: 'sentence'; readonly by: 1 | -1 }
  | { readonly do: 'page'; readonly by: 1 | -1 }
  | { readonly do: 'document'; readonly end: boolean }
  | { readonly do: 'line'; readonly end: boolean; readonly extend: boolean }
  | { readonly do: 'next'; readonly target: Target; readonly direction: 1 | -1 }
  | { readonly do: 'number'; readonly number: number }
  | { readonly do: 'letter'; readonly letter: string }
  /** Means something within a type's name alone. */
  | { readonly do: 'sign'; readonly sign: string }
  | { readonly do: 'type'; readonly type: string }
  /** Selects a token, or with `extend` all from the selection's beginning to it; the column is the tag column where absent. */
  | {
      readonly do: 'place';
      readonly sentence: number;
      readonly token: number;
      readonly column?: number;
      readonly extend: boolean;
    }
  | { readonly do: 'remove' | 'repeat' | 'leave' | 'column' | 'pick' };

export interface Key {
  readonly key: string;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

const plain: Readonly<Record<string, Action>> = {
  n: { do: 'sentence', by: 1 },
  p: { do: 'sentence', by: -1 },
  ArrowDown: { do: 'sentence', by: 1 },
  ArrowUp: { do: 'sentence', by: -1 },
  PageDown: { do: 'page', by: 1 },
  PageUp: { do: 'page', by: -1 },
  d: { do: 'next', target: 'disagreement', direction: 1 },
  a: { do: 'next', target: 'disagreement', direction: -1 },
  c: { do: 'column' },
  Delete: { do: 'remove' },
  Backspace: { do: 'remove' },
  '.': { do: 'repeat' },
  Enter: { do: 'pick' },
  Escape: { do: 'leave' },
};

/** Those that are held with others, and are nothing by themselves. */
export function isModifier(key: string): boolean {
  return ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Fn'].includes(key);
}

/** The action of a key, or nothing: then it is VS Code's, or the browser's. @param hasCursor without one, Tab leaves */
export function actionOf({ key, altKey, shiftKey, ctrlKey, metaKey }: Key, hasCursor: boolean): Action | undefined {
  if (ctrlKey || metaKey) {
    if (altKey || (key !== 'Home' && key !== 'End')) return undefined;
    return { do: 'document', end: key === 'End' };
  }
  if (key === 'ArrowRight' || key === 'ArrowLeft') {
    const by = key === 'ArrowRight' ? 1 : -1;
    return altKey ? { do: 'resize', edge: shiftKey ? 'start' : 'end', by } : { do: 'token', by, extend: shiftKey };
  }
  if (altKey) return undefined;
  if (key === 'Home' || key === 'End') return { do: 'line', end: key === 'End', extend: shiftKey };
  if (key === 'Tab') return hasCursor ? { do: 'next', target: 'entity', direction: shiftKey ? -1 : 1 } : undefined;
  if (/^[1-9]$/u.test(key)) return { do: 'number', number: Number(key) };
  if (/^[0_-]$/u.test(key)) return { do: 'sign', sign: key };
  // Capitals name a type, so that small letters can move.
  if (/^\p{Lu}$/u.test(key)) return { do: 'letter', letter: key };
  return plain[key];
}
