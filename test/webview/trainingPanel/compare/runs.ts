import type { ShownRun } from '../../../../src/protocol/panel';
import type { EvaluationReport, RunConfig } from '../../../../src/protocol/run';
import { DEFAULT_RUN } from '../../../../src/protocol/runDefaults';
import type { ComparedRun } from '../../../../src/webview/trainingPanel/compare/conditions';

/** A finished run as a page knows it. @param f1 of PER on test; LOC has half of it, and there is no MISC */
export function finished(name: string, config: Partial<RunConfig>, f1: number, support = 40): ComparedRun {
  const whole: RunConfig = {
    ...DEFAULT_RUN,
    ...{ version: 1, name, original: ['/d/original.conll'], distilled: ['/d/distilled.conll'] },
    ...{ dev: '/d/dev.conll', test: '/d/test.conll', model: '/models/student', steps: 100 },
    ...config,
  };
  return {
    ...{ name, state: 'finished', created: 1, config: whole },
    report: {
      ...{ version: 1, name, blend: whole.blend, steps: 100, seconds: 50, device: 'CPU' },
      ...{ test: report(f1, support), entityTypes: ['LOC', 'MISC', 'PER'] },
    },
  };
}

export const running: ShownRun = { name: 'running', state: 'training', created: 2 };

function report(f1: number, support: number): EvaluationReport {
  const scores = (value: number, count: number) => ({ precision: value, recall: value, f1: value, support: count });
  return {
    micro: scores(f1 * 0.75, 2 * support),
    macro: scores(f1 * 0.5, 2 * support),
    weighted: scores(f1 * 0.75, 2 * support),
    types: { PER: scores(f1, support), LOC: scores(f1 / 2, support), MISC: scores(0, 0) },
    accuracy: 0.9,
  };
}
