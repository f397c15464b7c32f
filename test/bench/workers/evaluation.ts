/** Our side of an evaluation: `{steps}` -> `{seconds, peak, how}`. Started with a JSON file of {gold, predicted} and a mode. */
import { readFileSync } from 'node:fs';
import { type EvaluationMode, evaluate } from '../../../src/evaluation';
import { serve } from '../worker';

async function main(file: string, mode: EvaluationMode): Promise<void> {
  const { gold, predicted } = JSON.parse(readFileSync(file, 'utf8'));
  const once = (): [seconds: number, f1: number] => {
    const before = performance.now();
    const { micro } = evaluate(gold, predicted, { mode });
    return [(performance.now() - before) / 1000, micro.f1];
  };
  const [first, f1] = once();
  await serve(async ({ steps }: { steps: number }) => ({
    seconds: Array.from({ length: steps }, () => once()[0]),
    peak: process.resourceUsage().maxRSS / 1024,
    how: `Node ${process.versions.node}, F1 ${f1.toFixed(4)}, the first time ${Math.round(1000 * first)} ms`,
  }));
}

const [file = '', mode = ''] = process.argv.slice(2);
void main(file, mode === 'strict' ? 'strict' : 'default');
