import { describe, expect, it } from 'vitest';
import manifest from '../../../package.json';
import {
  assignSlots,
  COLOUR_SLOTS,
  DISAGREEMENT,
  slotBackground,
  slotColour,
} from '../../../src/vscode/editor/typeColours';

describe('assignSlots', () => {
  it('keeps the colours of the CoNLL-2003 types whatever else a file has', () => {
    const slots = assignSlots(['Chemical', 'MISC', 'LOC', 'Disease', 'PER', 'ORG']);
    expect(['PER', 'LOC', 'ORG', 'MISC'].map((type) => slots.get(type))).toEqual([1, 2, 3, 4]);
    expect(assignSlots(['person', 'organization']).get('person')).toBe(1);
  });

  it('gives other types distinct slots as long as there are any, in whatever order they come', () => {
    const types = ['corporation', 'creative-work', 'group', 'product', 'event', 'Gene', 'Chemical', 'Disease'];
    const slots = assignSlots(types);
    expect(new Set(slots.values())).toEqual(new Set([5, 6, 7, 8, 9, 10, 11, 12]));
    expect(assignSlots([...types].reverse())).toEqual(slots);
  });

  it('repeats colours rather than leaving a type without one', () => {
    const slots = assignSlots(Array.from({ length: 40 }, (_, index) => `type-${index}`));
    expect(slots.size).toBe(40);
    for (const slot of slots.values()) expect(slot).toBeGreaterThanOrEqual(5);
    for (const slot of slots.values()) expect(slot).toBeLessThanOrEqual(COLOUR_SLOTS);
  });
});

describe('the contributed colours', () => {
  const colours = new Map(manifest.contributes.colors.map(({ id, defaults }) => [id, defaults]));
  const grounds = { dark: '#1f1f1f', light: '#ffffff', highContrast: '#000000', highContrastLight: '#ffffff' } as const;
  const themes = ['dark', 'light', 'highContrast', 'highContrastLight'] as const;

  it('are one pair a slot, and one for disagreements', () => {
    const expected = Array.from({ length: COLOUR_SLOTS }, (_, index) => [
      slotColour(index + 1),
      slotBackground(index + 1),
    ]);
    expect([...colours.keys()].sort()).toEqual([DISAGREEMENT, ...expected.flat()].sort());
  });

  it.each(themes)('are readable as text in the %s theme (WCAG: 4.5, in high contrast 7)', (theme) => {
    const slots = Array.from({ length: COLOUR_SLOTS }, (_, index) => slotColour(index + 1));
    for (const id of [...slots, DISAGREEMENT]) {
      const colour = colours.get(id)?.[theme] ?? '';
      expect(contrast(colour, grounds[theme]), `${id} ${colour}`).toBeGreaterThan(theme.startsWith('high') ? 7 : 4.5);
    }
  });
});

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(left: string, right: string): number {
  const [low = 0, high = 0] = [luminance(left), luminance(right)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
