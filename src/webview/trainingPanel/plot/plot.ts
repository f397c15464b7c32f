import uPlot from 'uplot';
import { plotDrawing } from '../drawing/plotDrawing';
import { saveButtons } from '../drawing/saveButtons';
import { type Columns, type Curve, type PlotContent, sameLook } from './plotContent';
import { onThemeChange, themeColour, themeFont } from './theme';

const height = 150;
/** Between grid lines: there are no half steps. */
const stepIncrements = [0, 1, 2, 3, 4, 5, 6].flatMap((power) => [1, 2, 5].map((digit) => digit * 10 ** power));
/** More curves are more than a legend can tell apart. */
const mostItems = 8;
/** Up to so many points a curve shows each of them. */
const sparse = 20;
const strokes = { bold: 2.5, normal: 1.5, faint: 1 };

/** A line plot with a title and a legend that tells the values under the pointer, or else the last ones. */
export class PlotElement extends HTMLElement {
  #content: PlotContent | undefined;
  #plot: uPlot | undefined;
  readonly #heading = document.createElement('div');
  readonly #stage = document.createElement('div');
  readonly #message = document.createElement('p');
  #values: HTMLElement[] = [];
  readonly #resized = new ResizeObserver(() => this.#fit());
  /** What is not in sight is drawn when it comes there. */
  readonly #seen = new IntersectionObserver(([entry]) => this.#see(entry?.isIntersecting ?? true));
  #inSight = false;
  #stale = false;
  #stopListening: (() => void) | undefined;

  get content(): PlotContent | undefined {
    return this.#content;
  }

  set content(content: PlotContent) {
    const before = this.#content;
    if (before === content) return;
    this.#content = content;
    if (!this.isConnected) return;
    if (!this.#plot || !before || !sameLook(before, content)) this.#build(content);
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
    this.#seen.observe(this);
    this.#stopListening = onThemeChange(() => this.#plot?.redraw(false));
  }

  disconnectedCallback(): void {
    this.#resized.disconnect();
    this.#seen.disconnect();
    this.#inSight = false;
    this.#stopListening?.();
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  #build(content: PlotContent): void {
    const { title, curves } = content;
    this.#plot?.destroy();
    this.#values = curves.map(() => document.createElement('span'));
    const name = document.createElement('h3');
    name.textContent = title;
    const legend = document.createElement('span');
    legend.className = 'plot-legend';
    curves.forEach((curve, index) => {
      if (curve.faint || legend.childElementCount === mostItems) return;
      const item = document.createElement('span');
      item.className = 'plot-item';
      const swatch = document.createElement('span');
      swatch.className = `swatch ${curve.dashed ? 'dashed' : curve.dotted ? 'dotted' : ''}`;
      swatch.style.borderColor = `var(--vscode-${curve.colour})`;
      const label = document.createElement('span');
      label.className = 'plot-label';
      label.textContent = curve.label;
      const value = this.#values[index] ?? item;
      value.className = 'plot-value';
      item.title = curve.label;
      item.append(swatch, ...(curve.namedElsewhere ? [] : [label]), value);
      legend.append(item);
    });
    const untold = curves.filter(({ faint }) => !faint).length - mostItems;
    if (untold > 0) legend.append(`and ${untold} more`);
    this.#heading.replaceChildren(
      name,
      saveButtons(title, () => plotDrawing(this.#content ?? content)),
      legend,
    );
    this.#plot = new uPlot(this.#options(content), [[], ...curves.map(() => [])], this.#stage);
  }

  #update(content: PlotContent): void {
    const [x, ...ys] = content.columns;
    const empty = ys.every((values) => values.every((value) => value === null));
    this.#message.textContent = empty ? content.empty : '';
    this.#stage.classList.toggle('empty', empty);
    this.#stale = !this.#inSight;
    if (this.#inSight) this.#draw(content);
    const said = content.curves.flatMap(({ label, faint }, index) => {
      const last = lastIndex(ys[index] ?? []);
      return faint || last === undefined ? [] : [`${label} ${this.#valueText(index, last)}`];
    });
    const marked = content.mark ? `; ${content.mark.label} at ${content.mark.x}` : '';
    this.#stage.setAttribute(
      'aria-label',
      empty ? `${content.title}: ${content.empty}` : `${content.title}, now ${x.at(-1)}: ${said.join(', ')}${marked}`,
    );
  }

  #draw({ columns, logarithmic }: PlotContent): void {
    this.#plot?.setData(drawn(columns, logarithmic));
    this.#tell(null);
  }

  #see(inSight: boolean): void {
    this.#inSight = inSight;
    if (!inSight || !this.#stale || !this.#content) return;
    this.#stale = false;
    this.#draw(this.#content);
  }

  #options({ curves, logarithmic, format }: PlotContent): uPlot.Options {
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
        y: {
          ...(logarithmic ? { distr: 3 as const } : {}),
          range: (_, min, max) => (logarithmic ? decades(min, max) : this.#yRange(min, max)),
        },
      },
      axes: [
        { ...axis, size: 24, incrs: stepIncrements },
        {
          ...axis,
          size: 52,
          space: 28,
          values: (_, splits) => tickTexts(splits, format),
        },
      ],
      series: [{}, ...curves.map(seriesOf)],
      hooks: {
        setCursor: [(plot) => this.#tell(plot.cursor.idx ?? null)],
        draw: [(plot) => this.#drawMark(plot)],
      },
    };
  }

  #yRange(min: number | null, max: number | null): [number, number] {
    if (this.#content?.range) return [...this.#content.range];
    const [low, high] = [min ?? 0, max ?? 1];
    const margin = (high - low) * 0.05 || Math.abs(high) * 0.05 || 0.05;
    return [Math.max(0, low - margin), high + margin];
  }

  #drawMark(plot: uPlot): void {
    const mark = this.#content?.mark;
    if (!mark) return;
    const { ctx, bbox } = plot;
    const x = Math.round(plot.valToPos(mark.x, 'x', true));
    ctx.save();
    ctx.strokeStyle = themeColour('foreground');
    ctx.fillStyle = ctx.strokeStyle;
    ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.font = themeFont(devicePixelRatio);
    const isRight = x > bbox.left + bbox.width * 0.7;
    ctx.textAlign = isRight ? 'right' : 'left';
    ctx.fillText(mark.label, x + (isRight ? -5 : 5) * devicePixelRatio, bbox.top + bbox.height - 6 * devicePixelRatio);
    ctx.restore();
  }

  /** Writes the values at an index, or else the last ones, into the legend. */
  #tell(index: number | null): void {
    this.#values.forEach((element, curve) => {
      const at = index ?? lastIndex(this.#content?.columns[curve + 1] ?? []);
      element.textContent = at === undefined ? '' : this.#valueText(curve, at);
    });
  }

  #valueText(curve: number, index: number): string {
    const value = this.#content?.columns[curve + 1]?.[index];
    return typeof value === 'number' ? (this.#content?.format(value) ?? '') : '';
  }

  #fit(): void {
    const width = Math.max(this.clientWidth, 120);
    if (this.#plot && this.#plot.width !== width) this.#plot.setSize({ width, height });
  }
}

function seriesOf({ colour, dashed, dotted, faint, bold }: Curve): uPlot.Series {
  const stroke = () => {
    const value = themeColour(colour);
    return faint ? `color-mix(in srgb, ${value} 35%, transparent)` : value;
  };
  return {
    stroke,
    width: bold ? strokes.bold : faint ? strokes.faint : strokes.normal,
    spanGaps: true,
    ...(dashed ? { dash: [6, 4] } : {}),
    ...(dotted ? { paths: () => null } : {}),
    points: {
      // A line of few points would hide where they are, and one point makes no line.
      show: (plot, series) => dotted || (!faint && isSparse(plot.data[series] ?? [])),
      size: 4,
      fill: () => themeColour(colour),
    },
  };
}

function isSparse(values: ArrayLike<unknown>): boolean {
  let points = 0;
  for (let index = 0; index < values.length && points <= sparse; index++) points += values[index] == null ? 0 : 1;
  return points <= sparse;
}

/** What rounding makes equal is written once: neighbours that read the same would look like a mistake. */
function tickTexts(splits: readonly (number | null)[], format: (value: number) => string): (string | null)[] {
  const texts = splits.map((value) => (value === null ? null : format(value)));
  return texts.map((text, index) => (text === texts[index - 1] ? null : text));
}

/** What has no logarithm is not drawn. */
function drawn([x, ...ys]: Columns, logarithmic: boolean | undefined): uPlot.AlignedData {
  const shown = (value: number | null) => (logarithmic && value !== null && value <= 0 ? null : value);
  return [[...x], ...ys.map((values) => values.map(shown))];
}

function decades(min: number | null, max: number | null): [number, number] {
  const [low, high] = [min ?? 0.1, max ?? 1];
  return [low * 0.9, Math.max(high * 1.1, low * 1.5)];
}

function lastIndex(values: readonly (number | null)[]): number | undefined {
  for (let index = values.length - 1; index >= 0; index--) if (values[index] !== null) return index;
  return undefined;
}

customElements.define('conll-plot', PlotElement);

declare global {
  interface HTMLElementTagNameMap {
    'conll-plot': PlotElement;
  }
}
