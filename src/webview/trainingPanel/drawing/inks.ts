import type { Ink } from './drawing';

/**
 * On white paper: colours that readers with any colour vision tell apart (Okabe and Ito 2008), dark enough for thin lines.
 * Its yellow is left out: it is not seen on white.
 */
const palette = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#d55e00', '#000000', '#56b4e9', '#7f6000'];
const charts = ['blue', 'yellow', 'green', 'purple', 'red', 'foreground'];
const fixed: Readonly<Record<Ink, string>> = { text: '#000000', quiet: '#444444', grid: '#dddddd' };

export function printInk(ink: Ink): string {
  const known = fixed[ink];
  if (known) return known;
  const chart = charts.indexOf(ink.replace('charts-', ''));
  // Entity types are numbered from 1.
  const slot = chart >= 0 ? chart : Number(/\d+$/u.exec(ink)?.[0] ?? 1) - 1;
  return palette[slot % palette.length] ?? '#000000';
}

const themeNames: Readonly<Record<Ink, string>> = {
  text: '--vscode-foreground',
  quiet: '--vscode-descriptionForeground',
  grid: '--plot-grid',
};

/** On the page, which changes with the theme. */
export function themeInk(ink: Ink): string {
  return `var(${themeNames[ink] ?? `--vscode-${ink}`})`;
}
