import { round } from './interleave';
import type { BenchResult } from './result';
import { measureViews, median, quantile } from './views';

/** From the first frame that shows a large file's text to the first that shows a box, in a real VS Code. */
export default async function* decorations(): AsyncGenerator<BenchResult> {
  const views = await measureViews('editor.decorations.first');
  if (!views) return;
  const firsts = (name: string) =>
    median(
      views.seen
        .flatMap(({ file, text, box }) => (file.startsWith(name) && box !== undefined ? [box - text] : []))
        .slice(0, 3),
    );
  const own = firsts('large');
  const plain = firsts('plain');
  yield {
    name: 'editor.decorations.first',
    value: round(own),
    unit: 'ms',
    peer: 'one box in the same text as plain text, which no other extension reads',
    ratio: round(own / plain),
    note: `CoNLL-2003 train, after the text is seen; peer ${round(plain)} ms; the extension's host works ${round(quantile(views.scrolls, 0.95))} ms for a scroll (p95 of ${views.scrolls.length})`,
  };
}
