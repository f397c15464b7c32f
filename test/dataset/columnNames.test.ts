import { describe, expect, it } from 'vitest';
import { columnNames } from '../../src/dataset';

describe('the names of columns', () => {
  it('stand in a comment at the beginning, as in CoNLL-U Plus', () => {
    expect(columnNames('# about\n# global.columns = FORM gold prediction\nAda B-PER O\n', 3)).toEqual([
      'FORM',
      'gold',
      'prediction',
    ]);
    expect(columnNames('\ufeff#global.columns=A B\r\nx O\r\n', 2)).toEqual(['A', 'B']);
  });

  it('are not known where they do not fit, or come too late', () => {
    expect(columnNames('# global.columns = A B\n', 3)).toBeUndefined();
    expect(columnNames('Ada O\n# global.columns = A B\n', 2)).toBeUndefined();
    expect(columnNames('', 0)).toBeUndefined();
  });
});
