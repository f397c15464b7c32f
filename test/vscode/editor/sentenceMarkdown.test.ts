import { describe, expect, it } from 'vitest';
import { escapeMarkdown, sentenceMarkdown } from '../../../src/vscode/editor/sentenceMarkdown';

describe('escapeMarkdown', () => {
  it.each([
    ['<img src=x onerror=alert(1)>', '\\<img src\\=x onerror\\=alert\\(1\\)\\>'],
    ['[a](command:evil) ![b](http://c)', '\\[a\\]\\(command\\:evil\\) \\!\\[b\\]\\(http\\:\\/\\/c\\)'],
    [
      '**not bold** `code` $(icon) &amp; www.example.com',
      '\\*\\*not bold\\*\\* \\`code\\` \\$\\(icon\\) \\&amp\\; www\\.example\\.com',
    ],
    ['Ångström 東京 naïve', 'Ångström 東京 naïve'],
  ])('takes every meaning from %s', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });
});

describe('sentenceMarkdown', () => {
  it('marks each entity in its colour with its type, and escapes text and type alike', () => {
    const parts = [{ text: 'Hi ' }, { text: '<Ann>', type: 'PER' }, { text: '*' }, { text: 'x', type: 'a_b' }];
    expect(
      sentenceMarkdown(
        parts,
        new Map([
          ['PER', 1],
          ['a_b', 7],
        ]),
      ),
    ).toBe(
      'Hi <span style="color:var(--vscode-conllDistill-entity1);"><b>\\<Ann\\></b> <sub>PER</sub></span>' +
        '\\*<span style="color:var(--vscode-conllDistill-entity7);"><b>x</b> <sub>a\\_b</sub></span>',
    );
  });
});
