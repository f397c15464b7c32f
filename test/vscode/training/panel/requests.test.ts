import { describe, expect, it } from 'vitest';
import { parseMemory, parseRequest } from '../../../../src/vscode/training/panel/requests';
import { config } from '../trainerStandIn';

const { version: _, name: __, ...setup } = config;
const seeds = [1];

describe('parseRequest', () => {
  it('takes what the page asks for', () => {
    for (const request of [
      { type: 'ready' },
      { type: 'watch', runs: ['run', 'other'] },
      { type: 'start', setup, seeds },
      { type: 'stop', run: 'simple-mix-2026-11-23' },
      { type: 'open', run: 'run', file: 'log' },
      { type: 'use-model', run: 'run', how: 'export' },
      { type: 'rename', run: 'run', to: 'any name: the host says what is wrong with it' },
      { type: 'compareRuns', key: 'k', baseline: { label: 'a', runs: [{ run: 'a', seed: 1 }] }, others: [] },
      { type: 'savePlot', format: 'svg', title: 'Loss by step', content: '<svg/>' },
    ]) {
      expect(parseRequest(request)).toEqual(request);
    }
  });

  it.each(['../other', 'a/b', 'a\\b', '.', '..', ''])('takes no run that leads out of the runs folder: %j', (run) => {
    expect(() => parseRequest({ type: 'resume', run })).toThrow('unexpected');
    expect(() => parseRequest({ type: 'deleteRuns', runs: ['run', run] })).toThrow('unexpected');
  });

  it('takes no setup that makes no run, and no other request', () => {
    expect(() => parseRequest({ type: 'start', seeds, setup: { ...setup, steps: 0 } })).toThrow('unexpected');
    expect(() =>
      parseRequest({ type: 'start', seeds, setup: { ...setup, blend: { name: 'linear', from: 7 } } }),
    ).toThrow();
    expect(() => parseRequest({ type: 'open', run: 'run', file: '/etc/passwd' })).toThrow();
    expect(() => parseRequest('stop')).toThrow();
  });
});

it('forgets a memory that it cannot read', () => {
  expect(parseMemory({ version: 1, folder: 'file:///d', shown: 'run', draft: {} })).toEqual({
    folder: 'file:///d',
    shown: 'run',
  });
  expect(parseMemory(undefined)).toBeUndefined();
  expect(parseMemory({ folder: 1 })).toBeUndefined();
});
