import { describe, expect, it } from 'vitest';
import { arrayScript } from '../../src/experiment/slurm/arrayJob';
import { isQueued, parseAccounting, parseJobs, parseQueue } from '../../src/experiment/slurm/slurmOutput';

describe('what Slurm tells', () => {
  it('of its queue', () => {
    const tasks = parseQueue('3|RUNNING|None\n4|PENDING|JobArrayTaskLimit\n5|COMPLETING|None\n');
    expect(tasks).toEqual([
      { index: 3, state: 'RUNNING' },
      { index: 4, state: 'PENDING', reason: 'JobArrayTaskLimit' },
      { index: 5, state: 'COMPLETING' },
    ]);
    expect(tasks.every(isQueued)).toBe(true);
  });

  it('of its accounting: without tasks that wait together, and without who has cancelled', () => {
    const tasks = parseAccounting(
      '12_1|COMPLETED|0:0\n12_2|CANCELLED by 1000|0:15\n12_[3-9%2]|PENDING|0:0\n12_10|OUT_OF_MEMORY|0:125\n',
    );
    expect(tasks).toEqual([
      { index: 1, state: 'COMPLETED' },
      { index: 2, state: 'CANCELLED', reason: 'exit code 0:15' },
      { index: 10, state: 'OUT_OF_MEMORY', reason: 'exit code 0:125' },
    ]);
    expect(tasks.some(isQueued)).toBe(false);
  });

  it('of the jobs that its controller remembers', () => {
    const job = (index: string, state: string, reason: string) =>
      `JobId=1 ArrayJobId=1 ArrayTaskId=${index} ArrayTaskThrottle=2 JobName=a Nice=0 JobState=${state} Reason=${reason} Dependency=(null) ExitCode=5:0`;
    const text = `${[job('2', 'FAILED', 'NonZeroExitCode'), job('1', 'COMPLETED', 'None'), job('4-9%2', 'PENDING', 'Resources')].join('\n')}\n`;
    expect(parseJobs(text)).toEqual([
      { index: 2, state: 'FAILED', reason: 'NonZeroExitCode' },
      { index: 1, state: 'COMPLETED' },
    ]);
    expect(parseJobs('')).toEqual([]);
  });
});

it('the script of a job array takes paths as they are', () => {
  expect(arrayScript("/home/o'neil/my cells.txt", ['/usr/bin/node', '--cell'])).toBe(`#!/bin/bash
cell=$(sed -n "\${SLURM_ARRAY_TASK_ID}p" '/home/o'\\''neil/my cells.txt')
exec '/usr/bin/node' '--cell' "$cell"
`);
});
