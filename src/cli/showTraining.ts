import { duration } from '../protocol/duration';
import type { MetricsLine } from '../protocol/run';
import type { TrainerToHost } from '../protocol/trainer';
import { percent } from '../tables';
import { createProgress } from './progress';

export interface TrainingView {
  show(message: TrainerToHost): void;
  close(): void;
}

/** The progress of one run: step, loss, tokens a second, device and the time that is left. */
export function showTraining(name: string, steps: number): TrainingView {
  const progress = createProgress(name, steps);
  let device = '';
  /** Steps that were done before this start. */
  let before: number | undefined;
  const showLine = (line: MetricsLine) => {
    if (line.kind === 'device') {
      device = line.device;
      if (line.refused.length > 0) {
        const names = line.refused.map((refused) => refused.split(':', 1)[0]);
        progress.say(`not used: ${names.join(', ')} (conll-distill devices says why)`);
      }
    } else if (line.kind === 'dev') {
      progress.say(`step ${line.step}: dev F1 ${percent(line.report.micro.f1)}`);
    } else {
      before ??= line.step - 1;
      const left = (line.elapsed / (line.step - before)) * (steps - line.step);
      progress.update(line.step, [
        `loss ${line.loss.toFixed(3)}`,
        `${Math.round(line.tokensPerSecond)} tokens/s`,
        `ETA ${duration(left / 1000)}`,
        device,
      ]);
    }
  };
  return {
    show(message) {
      if (message.type === 'metrics') showLine(message.line);
      else if (message.type === 'status' && message.status.doing) progress.update(0, [message.status.doing]);
    },
    close: () => progress.stop(),
  };
}
