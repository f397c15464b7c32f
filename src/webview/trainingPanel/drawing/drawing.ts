/**
 * A picture of lines, points and words, before it is written as SVG or painted. Lengths are in pixels of CSS. Its title stands
 * above it: on the page as a heading, in files in a band of their own.
 */
export interface Drawing {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

/** `text`, `quiet`, `grid`, or the name of a colour of VS Code's themes, such as `charts-blue`. */
export type Ink = string;

export type Point = readonly [x: number, y: number];

/** Squares are as wide as discs. */
export interface DotLook {
  readonly square?: true;
  /** An outline alone. */
  readonly hollow?: true;
}

export type Shape =
  | {
      readonly kind: 'line';
      readonly points: readonly Point[];
      readonly ink: Ink;
      readonly width: number;
      readonly dash?: readonly [on: number, off: number];
      /** 1 where left out. */
      readonly opacity?: number;
    }
  | {
      readonly kind: 'dots';
      readonly points: readonly Point[];
      readonly ink: Ink;
      readonly radius: number;
      /** Discs where left out. */
      readonly look?: DotLook;
    }
  | {
      readonly kind: 'text';
      readonly at: Point;
      readonly text: string;
      readonly ink: Ink;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly bold?: boolean;
    };

/** Width of the outline of hollow dots. */
export const hollowLine = 1.5;
export const fontSize = 12;
/** Height of the title's band in files. */
export const titleBand = 30;
export const fontFamily = 'Helvetica, Arial, sans-serif';

/** About how wide a text is: pictures are laid out where no browser measures it. */
export function textWidth(text: string): number {
  return 0.58 * fontSize * [...text].length;
}

/** A text that takes no more room, with … where it was cut. */
export function shortened(text: string, room: number): string {
  const letters = [...text];
  const most = Math.max(2, Math.floor(room / textWidth('n')));
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}
