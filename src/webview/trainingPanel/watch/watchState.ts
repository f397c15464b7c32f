import type { PanelEvent } from '../panelState';
import { emptySeries, extendSeries, type RunSeries } from './runSeries';

/** What the view Watch shows. */
export interface WatchState {
  /** Of the runs that are told in full. */
  readonly series: ReadonlyMap<string, RunSeries>;
  /** The last lines of the shown run's log. */
  readonly log: string;
  /** Runs whose curves stand beside the shown one's. */
  readonly overlaid: readonly string[];
  /** How curves are drawn. */
  readonly options: {
    /** Weight of what came before, from 0 to below 1. */
    readonly smoothing: number;
    readonly logarithmic: boolean;
  };
}

export type WatchEvent =
  | { readonly type: 'overlaid'; readonly runs: readonly string[] }
  | { readonly type: 'drawn'; readonly change: Partial<WatchState['options']> };

export const emptyWatch: WatchState = {
  series: new Map(),
  log: '',
  overlaid: [],
  options: { smoothing: 0.6, logarithmic: false },
};

export function reduceWatch(state: WatchState, event: PanelEvent): WatchState {
  switch (event.type) {
    case 'metrics': {
      const before = event.restart ? emptySeries : (state.series.get(event.run) ?? emptySeries);
      const series = { ...extendSeries(before, event.lines), damaged: event.damaged };
      return { ...state, series: new Map(state.series).set(event.run, series) };
    }
    case 'log':
      return { ...state, log: event.text };
    case 'show':
      return { ...state, log: '' };
    case 'overlaid':
      return { ...state, overlaid: event.runs };
    case 'drawn':
      return { ...state, options: { ...state.options, ...event.change } };
    case 'renamed': {
      const { [event.run]: own, ...others } = Object.fromEntries(state.series);
      const series = new Map(Object.entries(own ? { ...others, [event.to]: own } : others));
      return { ...state, series, overlaid: state.overlaid.map((run) => (run === event.run ? event.to : run)) };
    }
    case 'runs': {
      if (event.removed.length === 0) return state;
      const series = new Map(state.series);
      for (const run of event.removed) series.delete(run);
      return { ...state, series, overlaid: state.overlaid.filter((run) => !event.removed.includes(run)) };
    }
    default:
      return state;
  }
}
