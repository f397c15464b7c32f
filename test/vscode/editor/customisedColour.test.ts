import { describe, expect, it } from 'vitest';
import { customisedColour } from '../../../src/vscode/editor/customisedColour';

const colourOf = (customisations: Record<string, unknown>, theme = 'Solarized Dark') =>
  customisedColour(customisations, theme, 'one');

describe('a customised colour', () => {
  it('is the one of all themes, unless the theme has one of its own', () => {
    expect(colourOf({})).toBeUndefined();
    expect(colourOf({ two: '#222' })).toBeUndefined();
    expect(colourOf({ one: '#111' })).toBe('#111');
    expect(colourOf({ '[Solarized Dark]': { one: '#222' }, one: '#111' })).toBe('#222');
    expect(colourOf({ '[Solarized Dark]': { two: '#222' }, one: '#111' })).toBe('#111');
    expect(colourOf({ '[Solarized Light]': { one: '#222' }, one: '#111' })).toBe('#111');
  });

  it.each(['[Solarized Dark]', '[Other][Solarized Dark]', '[Solarized*]', '[*Dark]', '[*ized*]', '[*]'])(
    'is that of a block %s',
    (scope) => expect(colourOf({ [scope]: { one: '#222' } })).toBe('#222'),
  );

  it.each(['[Solarized]', 'Solarized Dark', '[Dark*]', '[*Solarized]', '[]'])('is not that of a block %s', (scope) =>
    expect(colourOf({ [scope]: { one: '#222' } })).toBeUndefined(),
  );

  it('is that of the last block that has one', () => {
    expect(colourOf({ '[*Dark]': { one: '#222' }, '[Solarized*]': { one: '#333' }, '[*]': {} })).toBe('#333');
  });

  it('is none where it is the default, or no colour', () => {
    expect(colourOf({ one: '#111', '[*]': { one: 'default' } })).toBeUndefined();
    expect(colourOf({ one: 7, '[*]': null })).toBeUndefined();
  });
});
