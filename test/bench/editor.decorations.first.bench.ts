import { round } from './interleave';
import type { BenchResult } from './result';
import { measureViews, median, quantile } from './views';

/** From the first frame that shows a large file's text to the first that shows a box, in a real VS Code. */
export default async function* decorations(): AsyncGenerator<BenchResult> {
  const views = await measureViews('editor.decorations.first');
  if (!views) return;
  const firsts = views.seen.flatMap(({ file, text, box }) =>
    file.startsWith('large') && box !== undefined ? [box - text] : [],
  );
  yield {
    name: 'editor.decorations.first',
    value: round(median(firsts.slice(0, 3))),
    unit: 'ms',
    note: `CoNLL-2003 train, after the text is seen; the extension's host works ${round(quantile(views.scrolls, 0.95))} ms for a scroll (p95 of ${views.scrolls.length})`,
  };
}
