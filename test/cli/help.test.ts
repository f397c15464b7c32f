import { describe, expect, it, vi } from 'vitest';
import { conllDistill } from './terminal';

// Each test starts processes, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const verbs = ['evaluate', 'convert', 'check', 'annotate', 'train', 'predict', 'export-model', 'import'];

describe('help', () => {
  it.each(verbs)('%s explains itself and offers JSON', async (verb) => {
    const { code, stdout, stderr } = await conllDistill([verb, '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`Usage: conll-distill ${verb}`);
    expect(stdout).toContain('--json');
  });

  it('lists the verbs', async () => {
    const { code, stdout } = await conllDistill(['--help']);
    expect(code).toBe(0);
    for (const verb of verbs) expect(stdout).toMatch(new RegExp(`^  ${verb} `, 'm'));
  });

  it('an unknown verb or option is a usage error on standard error', async () => {
    for (const args of [['anotate'], ['convert', '--two', 'iob2'], []]) {
      const { code, stdout, stderr } = await conllDistill(args);
      expect({ code, stdout }, args.join(' ')).toEqual({ code: 2, stdout: '' });
      expect(stderr, args.join(' ')).not.toBe('');
    }
  });
});
