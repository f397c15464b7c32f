import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { conllDistill, root } from './terminal';

// Each test starts processes, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe('check', () => {
  it('names file, line, column and rule, and exits with 1 when there is an error', async () => {
    const input = 'Ada NNP B-PER\nran I-LOC\n';
    const { code, stdout } = await conllDistill(['check', '-'], { input });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^standard input:2:\d+: error: .+ \[ragged-columns\]$/m);
    expect(stdout).toMatch(/\d+ errors?, \d+ warnings? in 1 file\n$/);
  });

  it('prints the same as JSON', async () => {
    const { code, stdout } = await conllDistill(['check', '-', '--json'], { input: 'Ada NNP B-PER\nran I-LOC\n' });
    const { problems, errors } = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(errors).toBe(problems.filter(({ severity }: { severity: string }) => severity === 'error').length);
    expect(problems[0]).toMatchObject({ file: 'standard input', line: 2, code: 'ragged-columns' });
  });

  it('finds no error in the sample', async () => {
    const { code, stdout } = await conllDistill(['check', path.join(root, 'media/sample/original.conll')]);
    expect(stdout).toMatch(/^0 errors/m);
    expect(code).toBe(0);
  });
});
