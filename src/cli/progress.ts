import { type Options, Presets, SingleBar } from 'cli-progress';

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
  const options: Options = {
    stream: process.stderr,
    format: `${title} {bar} {value}/{total}  {words}`,
    barsize: 24,
    hideCursor: true,
    linewrap: false,
    // The trainer and the teachers say when there is news; the bar needs no clock of its own.
    noTTYOutput: false,
    gracefulExit: false,
  };
  const bar = new SingleBar(options, Presets.shades_classic);
  bar.start(total, 0, { words: '' });
  let last: readonly string[] = [];
  return {
    update(done, words) {
      last = words;
      bar.update(done, { words: words.join(' · ') });
    },
    say(line) {
      process.stderr.write(`\r\u001b[2K${line}\n`);
      bar.update({ words: last.join(' · ') });
    },
    stop: () => bar.stop(),
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

/** 754 seconds as `12:34`, 12 as `0:12`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const minutes = Math.floor(whole / 60);
  const rest = String(whole % 60).padStart(2, '0');
  return minutes < 60
    ? `${minutes}:${rest}`
    : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${rest}`;
}
