import { conllText, generatedText } from './editing';
import { keystrokes } from './keystrokes';
import type { BenchResult } from './result';

/** On CoNLL-2003's train, and on a generated file of 3 million lines. */
export default async function* serverKeystroke(): AsyncGenerator<BenchResult> {
  const text = await conllText();
  if (text !== undefined) yield await keystrokes('server.keystroke.p95', text, 150);
  yield await keystrokes('server.keystroke.p95.large', generatedText(3_000_000), 80);
}
