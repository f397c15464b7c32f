/** The token under the mouse; the column is the one of its line. */
export function tokenAt(event: MouseEvent): { sentence: number; token: number; column: number } | undefined {
  const element = event.target instanceof Element ? event.target : undefined;
  const token = element?.closest<HTMLElement>('.token');
  const line = element?.closest<HTMLElement>('p[data-column]');
  const sentence = element?.closest<HTMLElement>('.row[data-sentence]');
  if (!token || !line || !sentence) return undefined;
  return {
    sentence: Number(sentence.dataset.sentence),
    token: Number(token.dataset.token),
    column: Number(line.dataset.column),
  };
}
