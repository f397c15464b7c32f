import {
  type DotLook,
  type Drawing,
  fontFamily,
  fontSize,
  hollowLine,
  type Ink,
  type Point,
  type Shape,
  titleBand,
} from './drawing';
import { printInk } from './inks';

/** A drawing as an SVG file on white: it needs no style sheet and can be edited as vectors. */
export function svgFile(drawing: Drawing): string {
  const { width, title } = drawing;
  const height = drawing.height + titleBand;
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${fontFamily}" font-size="${fontSize}">
<title>${escaped(title)}</title>
<rect width="100%" height="100%" fill="#ffffff"/>
<text x="12" y="20" font-weight="600" fill="${printInk('text')}">${escaped(title)}</text>
<g transform="translate(0 ${titleBand})">
${svgShapes(drawing, printInk)}
</g>
</svg>
`;
}

/** What stands inside the `svg` element. @param colourOf an ink, in CSS */
export function svgShapes({ shapes }: Drawing, colourOf: (ink: Ink) => string): string {
  return shapes.map((shape) => element(shape, colourOf(shape.ink))).join('\n');
}

function element(shape: Shape, colour: string): string {
  switch (shape.kind) {
    case 'line': {
      const { points, width, dash, opacity } = shape;
      const more = `${dash ? ` stroke-dasharray="${dash.join(' ')}"` : ''}${opacity === undefined ? '' : ` stroke-opacity="${opacity}"`}`;
      return `<polyline points="${points.map(pair).join(' ')}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round"${more}/>`;
    }
    case 'dots':
      return shape.points.map((point) => dot(point, shape.radius, colour, shape.look)).join('\n');
    case 'text': {
      const { at, text, anchor, bold } = shape;
      const weight = bold ? ' font-weight="600"' : '';
      return `<text x="${short(at[0])}" y="${short(at[1])}" text-anchor="${anchor}" fill="${colour}"${weight}>${escaped(text)}</text>`;
    }
  }
}

function dot([x, y]: Point, radius: number, colour: string, { square, hollow }: DotLook = {}): string {
  // The outline's outer edge is where the filled one's is.
  const r = hollow ? radius - hollowLine / 2 : radius;
  const paint = hollow ? `fill="none" stroke="${colour}" stroke-width="${hollowLine}"` : `fill="${colour}"`;
  return square
    ? `<rect x="${short(x - r)}" y="${short(y - r)}" width="${short(2 * r)}" height="${short(2 * r)}" ${paint}/>`
    : `<circle cx="${short(x)}" cy="${short(y)}" r="${short(r)}" ${paint}/>`;
}

function pair([x, y]: Point): string {
  return `${short(x)},${short(y)}`;
}

/** A hundredth of a pixel is finer than any print. */
function short(value: number): string {
  return String(Math.round(100 * value) / 100);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/gu, (sign) => entities[sign] ?? sign);
}
