import type { Actions } from '../actions';
import type { PanelState } from '../panelState';
import { comparedOf, comparisonRequest } from './comparison';

/** Asks the host to compare what is chosen, once. */
export function compareEffects(before: PanelState, state: PanelState, { post, dispatch }: Actions): void {
  if (state.tab !== 'compare' || (before.tab === 'compare' && isSame(before, state))) return;
  const request = comparisonRequest(comparedOf(state));
  if (!request || request.key === state.compare.comparison?.key) return;
  dispatch({ type: 'comparing', key: request.key });
  post(request);
}

function isSame(before: PanelState, { runs, compare: { choices } }: PanelState): boolean {
  return before.runs === runs && before.compare.choices === choices;
}
