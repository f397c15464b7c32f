import { describe, expect, it } from 'vitest';
import { keyProblem } from '../../../src/vscode/annotate/keyShape';

describe('keyProblem', () => {
  it.each(['sk-proj-Ab_9', ' sk-with-a-stray-newline\n', 'ollama'])('accepts %j', (key) => {
    expect(keyProblem(key)).toBeUndefined();
  });
  it.each(['', '   ', 'two words', 'schlüssel', 'sk-\u0007'])('refuses %j', (key) => {
    expect(keyProblem(key)).toMatch(/key/);
  });
  it('never repeats what was typed', () => {
    expect(keyProblem('my secret key')).not.toContain('secret');
  });
});
