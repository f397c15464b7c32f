import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

export interface ChartCategory {
  readonly name: string;
  /** Of an entity type's colour; the theme's blue where left out. */
  readonly slot?: number | undefined;
}

export interface ChartSeries {
  readonly name: string;
  /** One a category, and what they are shares of. */
  readonly counts: readonly number[];
  readonly total: number;
}

export interface Chart {
  readonly title: string;
  readonly categories: readonly ChartCategory[];
  readonly series: readonly ChartSeries[];
  /** What is counted, and what the categories are, for the axes. */
  readonly of: string;
  readonly along: string;
}

const width = 640;
const height = 240;
const margin = { top: 30, right: 8, bottom: 40, left: 44 };
/** How filled the bars of each file are: told apart without colours, and each within a border. */
const fills = [0.9, 0.45, 0.12, 0.7, 0.28, 0];
const ticks = 5;

export function fillOf(series: number): number {
  return fills[series % fills.length] ?? 0;
}

/** Groups of bars, one of each file: its share in percent. All figures also stand in a table. */
export function barChart({ title, categories, series, of, along }: Chart): TemplateResult {
  const shares = series.map(({ counts, total }) => counts.map((count) => (total === 0 ? 0 : count / total)));
  const top = niceTop(Math.max(0.01, ...shares.flat()));
  const plotWidth = width - margin.left - margin.right;
  const plotHeight = height - margin.top - margin.bottom;
  const group = plotWidth / Math.max(1, categories.length);
  const bar = Math.min(48, (group * 0.8) / Math.max(1, series.length));
  const y = (share: number): number => margin.top + plotHeight * (1 - share / top);
  const lines = Array.from({ length: ticks + 1 }, (_, tick) => (top * tick) / ticks);
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}: figures in the table below" data-title=${title}>
    ${series.length > 1 ? legend(series) : nothing}
    ${lines.map(
      (
        share,
      ) => svg`<line class="grid" x1=${margin.left} x2=${width - margin.right} y1=${y(share)} y2=${y(share)}></line>
        <text class="tick" text-anchor="end" x=${margin.left - 6} y=${y(share) + 4}>${percent(share)}</text>`,
    )}
    ${categories.map(({ name, slot }, category) => {
      const middle = margin.left + group * (category + 0.5);
      return svg`<g data-slot=${slot ?? nothing}>
        ${series.map((each, index) => {
          const share = shares[index]?.[category] ?? 0;
          const x = middle - (bar * series.length) / 2 + bar * index;
          return svg`<rect class="bar" fill-opacity=${fillOf(index)} x=${x + 1} y=${y(share)} width=${Math.max(1, bar - 2)}
            height=${Math.max(0, y(0) - y(share))}><title>${name}, ${each.name}: ${each.counts[category]} (${percent(share)})</title></rect>`;
        })}
        <text class="tick" text-anchor="middle" x=${middle} y=${height - margin.bottom + 16}>${shortened(name, group)}</text>
      </g>`;
    })}
    <text class="axis" text-anchor="middle" x=${margin.left + plotWidth / 2} y=${height - 6}>${along}; % of ${of}</text>
  </svg>`;
}

function legend(series: readonly ChartSeries[]): SVGTemplateResult[] {
  const step = Math.min(160, (width - margin.left) / series.length);
  return series.map(
    (
      { name },
      index,
    ) => svg`<rect class="bar" fill-opacity=${fillOf(index)} x=${margin.left + step * index} y="4" width="10" height="10"></rect>
      <text class="tick" x=${margin.left + step * index + 15} y="13">${shortened(name, step - 20)}</text>`,
  );
}

/** About six units a letter; the whole name stands in the table. */
function shortened(name: string, room: number): string {
  const most = Math.max(2, Math.floor(room / 6));
  return name.length <= most ? name : `${name.slice(0, most - 1)}…`;
}

/** The next of 1, 2, 2.5, 5 times a power of ten, so that the lines between stand at round figures. */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return Math.min(1, ([1, 2, 2.5, 5].find((step) => step * power >= value) ?? 10) * power);
}

function percent(share: number): string {
  const value = share * 100;
  return `${value >= 10 || Number.isInteger(value) ? Math.round(value) : value.toFixed(1)} %`;
}
