import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import '../plot/plot';
import type { ShownRun } from '../../../protocol/panel';
import type { Actions } from '../actions';
import { toggle } from '../parts/inputs';
import type { PlotContent } from '../plot/plotContent';
import { emptySeries } from './runSeries';
import { type DrawnRun, plotContents } from './stepPlots';
import type { WatchState } from './watchState';

/** The curves of the shown run and of those beside it, with what says how they are drawn. */
export function plotsView(run: ShownRun, watch: WatchState, { dispatch }: Actions): TemplateResult {
  const names = [run.name, ...watch.overlaid.filter((name) => name !== run.name)];
  const runs = names.map((name): DrawnRun => ({ name, series: watch.series.get(name) ?? emptySeries }));
  const { smoothing, logarithmic } = watch.options;
  return html`<div class="plot-options">
      <label for="smoothing">Smoothing</label>
      <input
        id="smoothing"
        type="range"
        min="0"
        max="0.99"
        step="0.01"
        .value=${String(smoothing)}
        @input=${({ currentTarget }: Event) => {
          if (currentTarget instanceof HTMLInputElement)
            dispatch({ type: 'drawn', change: { smoothing: currentTarget.valueAsNumber } });
        }}
      />
      <output for="smoothing">${smoothing.toFixed(2)}</output>
      ${toggle({ id: 'logarithmic', label: 'Logarithmic loss', value: logarithmic, onChange: (value) => dispatch({ type: 'drawn', change: { logarithmic: value } }) })}
    </div>
    <div class="plots">
      ${repeat(
        contentsOf(run, runs, watch.options),
        ({ title }) => title,
        (content) => html`<conll-plot .content=${content}></conll-plot>`,
      )}
    </div>`;
}

/** As drawn last: the page is drawn anew for many a reason, and its plots only when their runs have changed. */
let last: { readonly key: readonly unknown[]; readonly contents: readonly PlotContent[] } | undefined;

function contentsOf(run: ShownRun, runs: readonly DrawnRun[], options: WatchState['options']): readonly PlotContent[] {
  const key = [run.name, run.state, options, ...runs.flatMap(({ name, series }) => [name, series])];
  if (!last || last.key.length !== key.length || key.some((part, index) => part !== last?.key[index])) {
    last = { key, contents: plotContents(run, runs, options) };
  }
  return last.contents;
}
