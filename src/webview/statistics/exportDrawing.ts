const properties = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'font-family', 'font-size', 'font-weight'];

/** The page's charts below one another as one SVG file, with the colours that they have here: it needs no style sheet. */
export function exportDrawing(charts: readonly SVGSVGElement[], background: string): string {
  const gap = 24;
  const all = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  let top = 1.5 * gap;
  let width = 0;
  for (const chart of charts) {
    const copy = chart.cloneNode(true) as SVGSVGElement;
    const originals = [chart, ...chart.querySelectorAll('*')];
    for (const [index, element] of [copy, ...copy.querySelectorAll('*')].entries()) {
      const original = originals[index];
      if (!original) continue;
      const style = getComputedStyle(original);
      for (const property of properties) element.setAttribute(property, style.getPropertyValue(property));
      element.removeAttribute('class');
    }
    const box = chart.viewBox.baseVal;
    const title = document.createElementNS('http://www.w3.org/2000/svg', 'text');
    const { color, fontFamily } = getComputedStyle(document.body);
    for (const [name, value] of Object.entries({
      x: gap,
      y: top,
      fill: color,
      'font-family': fontFamily,
      'font-size': 14,
    })) {
      title.setAttribute(name, String(value));
    }
    title.textContent = chart.dataset.title ?? '';
    all.append(title);
    top += gap / 2;
    copy.setAttribute('x', String(gap));
    copy.setAttribute('y', String(top));
    copy.setAttribute('width', String(box.width));
    copy.setAttribute('height', String(box.height));
    top += box.height + 1.5 * gap;
    width = Math.max(width, box.width);
    all.append(copy);
  }
  all.setAttribute('viewBox', `0 0 ${width + 2 * gap} ${top}`);
  all.setAttribute('width', String(width + 2 * gap));
  all.setAttribute('height', String(top));
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', background);
  all.prepend(ground);
  // Lit leaves its marks as comments.
  return new XMLSerializer().serializeToString(all).replaceAll(/<!--.*?-->/gsu, '');
}
