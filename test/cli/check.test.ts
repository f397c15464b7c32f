import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { conllDistill, root, temporaryFolder } from './terminal';

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

  it('compares train with dev, takes the type set beside them, and counts rules as it is told', async () => {
    const { folder, file, remove } = await temporaryFolder();
    try {
      const shared = 'We O\nsaw O\nAda B-PER\nin O\nOslo B-LCO\n\n';
      await file('train.conll', `She O\nran O\n\n${shared}`);
      await file('dev.conll', shared);
      await file('labels.txt', 'PER: a person\nLOC: a place\n');
      const { code, stdout } = await conllDistill(
        ['check', 'train.conll', 'dev.conll', '--rule', 'unknown-type=error', '--rule', 'train-test-overlap=hint'],
        { cwd: folder },
      );
      expect(code).toBe(1);
      expect(stdout).toContain(
        'train.conll:4:1: hint: This sentence also stands in dev.conll, by its name the dev set.',
      );
      expect(stdout).toContain('(see dev.conll:1) [train-test-overlap]');
      expect(stdout).toContain('error: LCO is not in the type set (PER, LOC). Did you mean LOC? [unknown-type]');
      expect(stdout).toMatch(/2 errors, 0 warnings, 2 of lesser weight in 2 files\n$/);
    } finally {
      await remove();
    }
  });

  it('says which rules and severities there are', async () => {
    const unknown = await conllDistill(['check', '-', '--rule', 'spelling=off']);
    expect(unknown.stderr).toContain('There is no rule spelling. There are: ragged-columns, ');
    const severity = await conllDistill(['check', '-', '--rule', 'rare-type=loud']);
    expect(severity.stderr).toContain('Expected rare-type= and one of error, warning, information, hint, off.');
  });
});
