import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeBertTokenizer, readTokenizer } from '../../../src/training/tokenizer/tokenizerFiles';
import { WordPieces } from '../../../src/training/tokenizer/wordPieces';
import { hashOf, parityLines, parityVocabulary } from './parityLines';

const root = path.resolve(import.meta.dirname, '../../..');
const expected: { lines: number; compared: number; hashes: Record<'embedded' | 'uncased' | 'cased', string> } =
  JSON.parse(readFileSync(path.join(root, 'test/fixtures/tokenizer/parity.json'), 'utf8'));
const lines = parityLines(expected.lines);

async function wordPieces(vocabulary: string): Promise<WordPieces> {
  if (vocabulary === 'embedded') return new WordPieces(await readTokenizer(path.join(root, 'media/models/minilm-l6')));
  const tokenizer = describeBertTokenizer(parityVocabulary().join('\n'), vocabulary === 'uncased');
  return new WordPieces({ tokenizer, config: {} });
}

describe('of more than 10,000 lines of every script', () => {
  it.each(['embedded', 'uncased', 'cased'] as const)('the word pieces are those of Hugging Face: %s', async (name) => {
    const pieces = await wordPieces(name);
    const bytes = Buffer.from(expected.hashes[name], 'base64');
    const different: string[] = [];
    let compared = 0;
    lines.forEach((line, index) => {
      const hash = bytes.readUInt32LE(4 * index);
      if (hash === 0) return;
      compared++;
      if (hashOf(pieces.of(line)) !== hash) different.push(`${index}: ${JSON.stringify(line)}`);
    });
    expect(different).toEqual([]);
    expect(compared).toBe(expected.compared);
    expect(compared).toBeGreaterThanOrEqual(10_000);
  });
});
