import type { DotLook, Ink } from '../drawing/drawing';
import type { Curve } from '../plot/plotContent';

/** Of the themes' colours for charts; the shown run has the first one to itself. */
const shownColour = 'charts-blue';
const others = ['charts-yellow', 'charts-green', 'charts-purple', 'charts-red', 'charts-foreground'];

/** How a run's curves look beside those of other runs: by colour, and where there are more runs than colours, dashed. */
export function runCurve(name: string, index: number): Pick<Curve, 'label' | 'colour' | 'dashed'> {
  if (index === 0) return { label: name, colour: shownColour };
  const place = index - 1;
  const dashed = Math.floor(place / others.length) % 2 === 1;
  return { label: name, colour: others[place % others.length] ?? shownColour, ...(dashed && { dashed }) };
}

const looks: readonly DotLook[] = [{}, { hollow: true }, { square: true }, { square: true, hollow: true }];

/** How a run's points look: by colour, and where there are more runs than colours, hollow or square. */
export function runDots(index: number): { readonly ink: Ink; readonly look?: DotLook } {
  const { colour } = runCurve('', index);
  const round = index === 0 ? 0 : Math.floor((index - 1) / others.length);
  const look = looks[round % looks.length];
  return { ink: colour, ...(round > 0 && look && { look }) };
}
