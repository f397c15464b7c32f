import type { CompareToHost, RunTableMemory } from '../../../protocol/panel';
import type { Actions } from '../actions';
import type { CompareState } from './compareState';

/** Asks the host to change run folders; what was refused before is no news any more. */
export function ask({ post, dispatch }: Actions, request: CompareToHost): void {
  dispatch({ type: 'understood' });
  post(request);
}

/** Changes how the table of runs is set, now and for later. */
export function changeTable(
  { table }: CompareState,
  { post, dispatch }: Actions,
  change: Partial<RunTableMemory>,
): void {
  dispatch({ type: 'runTableChange', change });
  post({ type: 'keepRunTable', table: { ...table, ...change } });
}
