import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Table } from '../../../tables';
import type { Actions } from '../actions';
import '../drawing/drawingElement';
import type { PanelState } from '../panelState';
import { choice, optionsOf, toggle } from '../parts/inputs';
import { tableExport } from '../parts/tableExport';
import { tableView } from '../parts/tableView';
import '../plot/plot';
import type { Drawing } from '../drawing/drawing';
import type { PlotContent } from '../plot/plotContent';
import { compareCurves } from './compareCurves';
import type { CompareChoices } from './compareState';
import { type ComparedRuns, comparedOf, comparisonRequest } from './comparison';
import { type Condition, type FigureSet, hasSeeds, reportsOf } from './conditions';
import { figureCaption, figureDrawing } from './figureDrawing';
import { type Figure, figureTable, figureWords } from './figureTable';
import { settingsTable } from './settingsTable';
import { significanceTable, significantLabels } from './significanceTable';
import { warnings } from './warnings';

/** The chosen runs beside each other: figures, how sure their differences are, settings, curves. */
export function comparisonView(state: PanelState, actions: Actions): TemplateResult {
  const compared = comparedOf(state);
  const { runs, conditions } = compared;
  if (runs.length < 2) {
    const text =
      runs.length === 1
        ? 'Tick another run to set them beside each other.'
        : 'Tick two runs or more: their figures, settings and curves come here, side by side.';
    return html`<p class="quiet hint">${text}</p>`;
  }
  return html`<section class="comparison" aria-label="Comparison">
    ${choicesView(state, actions, compared)}
    ${warnings(state, conditions).map((text) => html`<p class="warning"><span aria-hidden="true">⚠</span> ${text}</p>`)}
    ${figuresView(state, actions, conditions)} ${significanceView(state, actions, compared)}
    ${settingsView(state, actions, conditions)} ${curvesView(state, compared)}
  </section>`;
}

function choicesView(
  { compare }: PanelState,
  { dispatch }: Actions,
  { runs, conditions }: ComparedRuns,
): TemplateResult {
  const { choices } = compare;
  const change = (change: Partial<CompareChoices>) => dispatch({ type: 'compareChoice', change });
  const baselines = conditions.flatMap(({ label, runs: [first] }): [string, string][] =>
    first ? [[first.name, label]] : [],
  );
  return html`<div class="fields">
    ${choice({ id: 'baseline', label: 'Baseline', value: baselines[0]?.[0] ?? '', options: baselines, onChange: (baseline) => change({ baseline }) })}
    ${choice<FigureSet>({
      id: 'figure-set',
      label: 'Figures on',
      value: choices.set,
      options: [
        ['test', 'Test'],
        ['dev', 'Dev'],
      ],
      onChange: (set) => change({ set }),
    })}
    ${choice<Figure>({ id: 'figure', label: 'Figure', value: choices.figure, options: optionsOf(figureWords), onChange: (figure) => change({ figure }) })}
    ${
      hasSeeds(runs)
        ? toggle({
            id: 'together',
            label: 'Seeds of one config together',
            value: choices.together,
            onChange: (together) => change({ together }),
          })
        : nothing
    }
  </div>`;
}

function figuresView({ compare }: PanelState, actions: Actions, conditions: readonly Condition[]): TemplateResult {
  const { choices, comparison } = compare;
  const { set, figure } = choices;
  if (!conditions.some((condition) => reportsOf(condition, set).length > 0)) {
    return html`<p class="quiet">None of these runs has figures on ${set} yet.</p>`;
  }
  const tested = comparison?.tested ?? [];
  const caption = figureCaption(conditions, set);
  const significant = significantLabels(comparison?.comparisons ?? []);
  return html`<div class="side">
    ${withExport(figureTable(conditions, set, figure, { tested, significant }), actions)}
    <div>
      <conll-drawing .drawing=${drawn(conditions, set, tested)}></conll-drawing>
      ${caption ? html`<p class="quiet caption">${caption}</p>` : nothing}
    </div>
  </div>`;
}

function significanceView(
  { compare }: PanelState,
  actions: Actions,
  compared: ComparedRuns,
): TemplateResult | typeof nothing {
  const request = comparisonRequest(compared);
  if (compare.choices.set !== 'test' || !request) return nothing;
  const { comparisons = [], problem } = compare.comparison ?? {};
  const tested = compared.conditions.filter((condition) => reportsOf(condition, 'test').length > 0);
  const isDone = comparisons.length === request.others.length;
  return html`<div aria-busy=${isDone ? 'false' : 'true'}>
    ${withExport(significanceTable(tested, comparisons), actions)}
    ${
      problem !== undefined
        ? html`<p class="problem" role="alert">The runs could not be compared: ${problem}</p>`
        : isDone
          ? nothing
          : html`<p class="quiet" role="status">Comparing ${comparisons.length + 1} of ${request.others.length}…</p>`
    }
  </div>`;
}

function settingsView({ compare }: PanelState, actions: Actions, conditions: readonly Condition[]): TemplateResult {
  const { allSettings } = compare.choices;
  const table = settingsTable(conditions, allSettings);
  return html`<div>
    ${toggle({ id: 'all-settings', label: 'Also settings that are the same', value: allSettings, onChange: (value) => actions.dispatch({ type: 'compareChoice', change: { allSettings: value } }) })}
    ${table.groups.flat().length === 0 ? html`<p class="quiet">All settings of these runs are the same.</p>` : withExport(table, actions)}
  </div>`;
}

function curvesView({ watch }: PanelState, { conditions }: ComparedRuns): TemplateResult {
  const key = [
    watch.options,
    ...conditions.flatMap(({ label, runs }) => [label, ...runs.map(({ name }) => watch.series.get(name))]),
  ];
  if (!curves || !isSame(curves.key, key)) curves = { key, contents: compareCurves(conditions, watch) };
  return html`<div class="plots">
    ${repeat(
      curves.contents,
      ({ title }) => title,
      (content) => html`<conll-plot .content=${content}></conll-plot>`,
    )}
  </div>`;
}

function withExport(table: Table, actions: Actions): TemplateResult {
  return html`<div class="exported">${tableView(table)} ${tableExport([table], actions)}</div>`;
}

/** As drawn last: the page is drawn anew for many a reason, and its pictures only when what they show has changed. */
let curves: { readonly key: readonly unknown[]; readonly contents: readonly PlotContent[] } | undefined;
let picture: { readonly key: readonly unknown[]; readonly drawing: Drawing } | undefined;

function drawn(...[conditions, set, tested]: Parameters<typeof figureDrawing>): Drawing {
  const key = [set, tested, ...conditions.flatMap(({ label, runs }) => [label, ...runs.map(({ report }) => report)])];
  if (!picture || !isSame(picture.key, key)) picture = { key, drawing: figureDrawing(conditions, set, tested) };
  return picture.drawing;
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}
