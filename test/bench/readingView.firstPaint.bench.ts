import { round } from './interleave';
import type { BenchResult } from './result';
import { measureViews, median, quantile } from './views';

/** From the beginning of the page to the first sentence that is painted, for a large file in a real VS Code. */
export default async function* firstPaint(): AsyncGenerator<BenchResult> {
  const views = await measureViews('readingView.firstPaint');
  if (!views) return;
  const { painted, read, scrolled } = views;
  const inPage = painted.map((each) => each.painted - each.began);
  const fromCommand = painted.map((each, index) => each.painted - (read[index] ?? Number.NaN));
  yield {
    name: 'readingView.firstPaint',
    value: round(median(inPage)),
    unit: 'ms',
    note: `CoNLL-2003 train; from the command ${round(median(fromCommand))} ms, with VS Code's own making of the webview; while scrolling, half of the frames take ${round(median(scrolled.frames))} ms, 95 % at most ${round(quantile(scrolled.frames, 0.95))} ms, and ${scrolled.bare} of ${scrolled.frames.length} show a row without its text`,
  };
}
