import { type Drawing, fontFamily, fontSize, hollowLine, type Shape, titleBand } from './drawing';
import { printInk } from './inks';

/** Pixels of the picture to one of CSS: about 300 to an inch of print. */
const scale = 3;

/** A drawing as a PNG file on white, in base64. */
export function pngFile(drawing: Drawing): string {
  const canvas = document.createElement('canvas');
  canvas.width = drawing.width * scale;
  canvas.height = (drawing.height + titleBand) * scale;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser gave no canvas to draw the picture on.');
  context.scale(scale, scale);
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, drawing.width, drawing.height + titleBand);
  paint(context, { kind: 'text', at: [12, 20], text: drawing.title, ink: 'text', anchor: 'start', bold: true });
  context.translate(0, titleBand);
  for (const shape of drawing.shapes) paint(context, shape);
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/u, '');
}

function paint(context: CanvasRenderingContext2D, shape: Shape): void {
  context.save();
  context.strokeStyle = printInk(shape.ink);
  context.fillStyle = context.strokeStyle;
  context.lineJoin = 'round';
  switch (shape.kind) {
    case 'line':
      context.lineWidth = shape.width;
      context.globalAlpha = shape.opacity ?? 1;
      if (shape.dash) context.setLineDash([...shape.dash]);
      context.beginPath();
      for (const [x, y] of shape.points) context.lineTo(x, y);
      context.stroke();
      break;
    case 'dots':
      for (const [x, y] of shape.points) {
        const { square, hollow } = shape.look ?? {};
        const r = hollow ? shape.radius - hollowLine / 2 : shape.radius;
        context.lineWidth = hollowLine;
        context.beginPath();
        if (square) context.rect(x - r, y - r, 2 * r, 2 * r);
        else context.arc(x, y, r, 0, 2 * Math.PI);
        if (hollow) context.stroke();
        else context.fill();
      }
      break;
    case 'text':
      context.font = `${shape.bold ? '600 ' : ''}${fontSize}px ${fontFamily}`;
      context.textAlign = shape.anchor === 'middle' ? 'center' : shape.anchor;
      context.fillText(shape.text, ...shape.at);
  }
  context.restore();
}
