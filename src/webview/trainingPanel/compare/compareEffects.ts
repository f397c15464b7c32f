import type { Actions } from '../actions';
import type { PanelState } from '../panelState';
import { comparedOf, comparisonRequest } from './comparison';

/** Asks the host to compare what is chosen, once; what has failed again when the user comes back to it. */
export function compareEffects(before: PanelState, state: PanelState, { post, dispatch }: Actions): void {
  if (state.tab !== 'compare' || (before.tab === 'compare' && isSame(before, state))) return;
  const request = comparisonRequest(comparedOf(state));
  const { comparison } = state.compare;
  if (!request) {
    if (!comparison) return;
    dispatch({ type: 'notComparing' });
    post({ type: 'stopComparing' });
    return;
  }
  const isToTryAgain = comparison?.problem !== undefined && before.tab !== 'compare';
  if (request.key === comparison?.key && !isToTryAgain) return;
  dispatch({ type: 'comparing', key: request.key });
  post(request);
}

function isSame(before: PanelState, { runs, compare: { choices } }: PanelState): boolean {
  return before.runs === runs && before.compare.choices === choices;
}
