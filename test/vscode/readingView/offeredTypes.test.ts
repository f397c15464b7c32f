import { describe, expect, it } from 'vitest';
import { offeredTypes } from '../../../src/vscode/readingView/offeredTypes';

describe('the types that keys give', () => {
  const set = ['LOC', 'MISC', 'ORG', 'PER'];

  it('are those of the type set, in its order, whatever the file has, and then the others', () => {
    expect(offeredTypes(set, [])).toEqual(set);
    expect(offeredTypes(set, ['PRODUCT', 'PER', 'DATE'])).toEqual([...set, 'DATE', 'PRODUCT']);
  });

  it('begin with the own of a file that has none of the set', () => {
    expect(offeredTypes(set, ['Disease', 'Chemical'])).toEqual(['Chemical', 'Disease', ...set]);
  });
});
