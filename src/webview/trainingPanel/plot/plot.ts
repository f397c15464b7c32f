import uPlot from 'uplot';
import { onThemeChange, themeColour } from './theme';

/** x values, then the y values of each curve; null leaves a gap. */
export type Columns = readonly [readonly number[], ...(readonly (readonly (number | null)[])[])];

export interface Curve {
  readonly label: string;
  /** Name of a colour of VS Code's themes, such as `charts-blue`. */
  readonly colour: string;
  readonly dashed?: boolean;
  /** Points without a line between them: single draws, not a course. */
  readonly dotted?: boolean;
  /** A y value, for people. */
  readonly format: (value: number) => string;
}

export interface PlotContent {
  readonly title: string;
  readonly curves: readonly Curve[];
  readonly columns: Columns;
  /** The y axis's ends; by the values where left out. */
  readonly range?: readonly [number, number];
  /** The x axis's last value, where the curve is still to come to it. */
  readonly lastX?: number;
  /** Shown in place of curves without a point. */
  readonly empty: string;
}

const height = 150;
/** Between grid lines: there are no half steps. */
const stepIncrements = [0, 1, 2, 3, 4, 5, 6].flatMap((power) => [1, 2, 5].map((digit) => digit * 10 ** power));

/** A line plot with a title and a legend that tells the values under the pointer, or else the last ones. */
export class PlotElement extends HTMLElement {
  #content: PlotContent | undefined;
  #plot: uPlot | undefined;
  readonly #heading = document.createElement('div');
  readonly #stage = document.createElement('div');
  readonly #message = document.createElement('p');
  #values: HTMLElement[] = [];
  readonly #resized = new ResizeObserver(() => this.#fit());
  #stopListening: (() => void) | undefined;

  get content(): PlotContent | undefined {
    return this.#content;
  }

  set content(content: PlotContent) {
    const before = this.#content;
    if (before === content) return;
    this.#content = content;
    if (!this.isConnected) return;
    if (!this.#plot || !before || before.curves !== content.curves) this.#build(content);
    this.#update(content);
  }

  connectedCallback(): void {
    this.#heading.className = 'plot-heading';
    this.#stage.className = 'plot-stage';
    this.#message.className = 'plot-message quiet';
    this.#stage.setAttribute('role', 'img');
    this.replaceChildren(this.#heading, this.#stage, this.#message);
    if (this.#content) {
      this.#build(this.#content);
      this.#update(this.#content);
    }
    this.#resized.observe(this);
    this.#stopListening = onThemeChange(() => this.#plot?.redraw(false));
  }

  disconnectedCallback(): void {
    this.#resized.disconnect();
    this.#stopListening?.();
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  #build({ title, curves }: PlotContent): void {
    this.#plot?.destroy();
    this.#values = curves.map(() => document.createElement('span'));
    const name = document.createElement('h3');
    name.textContent = title;
    const legend = document.createElement('span');
    legend.className = 'plot-legend';
    curves.forEach((curve, index) => {
      const item = document.createElement('span');
      const swatch = document.createElement('span');
      swatch.className = `swatch ${curve.colour} ${curve.dashed ? 'dashed' : curve.dotted ? 'dotted' : ''}`;
      const value = this.#values[index] ?? item;
      value.className = 'plot-value';
      item.append(swatch, `${curve.label} `, value);
      legend.append(item);
    });
    this.#heading.replaceChildren(name, legend);
    this.#plot = new uPlot(this.#options(curves), [[], ...curves.map(() => [])], this.#stage);
  }

  #update(content: PlotContent): void {
    const [x, ...ys] = content.columns;
    const empty = ys.every((values) => values.every((value) => value === null));
    this.#message.textContent = empty ? content.empty : '';
    this.#stage.classList.toggle('empty', empty);
    this.#plot?.setData([[...x], ...ys.map((values) => [...values])]);
    this.#tell(null);
    const last = x.length - 1;
    const said = content.curves.map(({ label }, index) => `${label} ${this.#valueText(index, last)}`);
    this.#stage.setAttribute(
      'aria-label',
      empty ? `${content.title}: ${content.empty}` : `${content.title}, now ${x[last]}: ${said.join(', ')}`,
    );
  }

  #options(curves: readonly Curve[]): uPlot.Options {
    const axis: uPlot.Axis = {
      stroke: () => themeColour('descriptionForeground'),
      grid: { stroke: () => themeColour('grid'), width: 1 },
      ticks: { show: false },
      font: themeFont(),
      gap: 4,
    };
    return {
      width: Math.max(this.clientWidth, 120),
      height,
      padding: [8, 16, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 } },
      scales: {
        x: {
          time: false,
          range: (_, min, max) => [min ?? 1, Math.max(this.#content?.lastX ?? max ?? 2, (min ?? 1) + 1)],
        },
        y: { range: (_, min, max) => this.#yRange(min, max) },
      },
      axes: [
        { ...axis, size: 24, incrs: stepIncrements },
        { ...axis, size: 48 },
      ],
      series: [
        {},
        ...curves.map(
          (curve): uPlot.Series => ({
            stroke: () => themeColour(curve.colour),
            width: 1.5,
            ...(curve.dashed ? { dash: [6, 4] } : {}),
            ...(curve.dotted ? { paths: () => null } : {}),
            points: { show: curve.dotted ?? false, size: 4, fill: () => themeColour(curve.colour) },
          }),
        ),
      ],
      hooks: { setCursor: [(plot) => this.#tell(plot.cursor.idx ?? null)] },
    };
  }

  #yRange(min: number | null, max: number | null): [number, number] {
    if (this.#content?.range) return [...this.#content.range];
    const margin = ((max ?? 1) - (min ?? 0)) * 0.05 || 0.05;
    return [Math.max(0, (min ?? 0) - margin), (max ?? 1) + margin];
  }

  /** Writes the values at an index, or else the last ones, into the legend. */
  #tell(index: number | null): void {
    const last = (this.#content?.columns[0].length ?? 0) - 1;
    this.#values.forEach((element, curve) => {
      element.textContent = this.#valueText(curve, index ?? last);
    });
  }

  #valueText(curve: number, index: number): string {
    const value = this.#content?.columns[curve + 1]?.[index];
    return typeof value === 'number' ? (this.#content?.curves[curve]?.format(value) ?? '') : '';
  }

  #fit(): void {
    const width = Math.max(this.clientWidth, 120);
    if (this.#plot && this.#plot.width !== width) this.#plot.setSize({ width, height });
  }
}

/** The canvas takes no CSS font. */
function themeFont(): string {
  const style = getComputedStyle(document.body);
  return `11px ${style.fontFamily}`;
}

customElements.define('conll-plot', PlotElement);

declare global {
  interface HTMLElementTagNameMap {
    'conll-plot': PlotElement;
  }
}
