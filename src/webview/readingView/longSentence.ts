/** Tokens of a sentence that are shown at once; longer ones are a mistake in the file, or not CoNLL, and would not be drawn in time. */
const MOST = 600;
const STEP = 200;

/** Which tokens of a sentence are shown: all, or those around one. */
export function shownTokens(tokens: number, focus: number | undefined): { readonly from: number; readonly to: number } {
  if (tokens <= MOST) return { from: 0, to: tokens };
  const from = Math.max(0, Math.min(tokens - MOST, (Math.floor((focus ?? 0) / STEP) - 1) * STEP));
  return { from, to: from + MOST };
}
