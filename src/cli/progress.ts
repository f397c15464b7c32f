import { MultiBar, Presets } from 'cli-progress';

/** How far a long command is; shown on standard error so that standard output stays the result. */
export interface Progress {
  /** @param words what else is known now, such as `loss 0.412`. */
  update(done: number, words: readonly string[]): void;
  /** A line of its own that stays, such as a dev score between two steps. */
  say(line: string): void;
  stop(): void;
}

/** A bar in a terminal; elsewhere (a log, CI) a plain line every few seconds. */
export function createProgress(title: string, total: number): Progress {
  return process.stderr.isTTY ? barProgress(title, total) : lineProgress(title, total);
}

function barProgress(title: string, total: number): Progress {
  const format = `${title} {bar} {value}/{total}  {words}`;
  // One bar of a MultiBar: only that can write lines above it, and then has to draw the bar anew.
  const bars = new MultiBar(
    { stream: process.stderr, format, barsize: 24, hideCursor: true, linewrap: false, forceRedraw: true },
    Presets.shades_classic,
  );
  const bar = bars.create(total, 0, { words: '' });
  return {
    update: (done, words) => bar.update(done, { words: words.join(' · ') }),
    say: (line) => bars.log(`${line}\n`),
    stop() {
      // Lines that wait to be said are written by an update only.
      bars.update();
      bars.stop();
    },
  };
}

const millisecondsBetweenLines = 5000;

function lineProgress(title: string, total: number): Progress {
  let lastLine = 0;
  return {
    update(done, words) {
      const now = performance.now();
      if (done < total && now - lastLine < millisecondsBetweenLines) return;
      lastLine = now;
      process.stderr.write(`${[`${title} ${done}/${total}`, ...words].join(' · ')}\n`);
    },
    say: (line) => void process.stderr.write(`${line}\n`),
    stop: () => undefined,
  };
}
