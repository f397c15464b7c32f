import type { PanelEvent } from '../panelState';

/** What the view Compare shows. */
export interface CompareState {
  /** The run whose F1 stands beside the shown one's. */
  readonly compared: string | undefined;
}

export type CompareEvent = { readonly type: 'compared'; readonly run: string | undefined };

export const emptyCompare: CompareState = { compared: undefined };

export function reduceCompare(state: CompareState, event: PanelEvent): CompareState {
  switch (event.type) {
    case 'compared':
      return { ...state, compared: event.run };
    case 'runs':
      return state.compared !== undefined && event.removed.includes(state.compared) ? emptyCompare : state;
    default:
      return state;
  }
}
