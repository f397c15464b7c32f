/** How figures are written in the panel. All digits have one width there, so columns of them stand under each other. */

export { percent, points } from '../../tables';

export function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** `2026-11-23 22:15`, in local time. */
export function dateTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  const part = (value: number) => String(value).padStart(2, '0');
  const day = [date.getFullYear(), part(date.getMonth() + 1), part(date.getDate())].join('-');
  return `${day} ${part(date.getHours())}:${part(date.getMinutes())}`;
}

/** 0.00005 as `5e-5`, 0.001 as `0.001`. */
export function learningRate(value: number): string {
  return value < 0.001 ? value.toExponential() : String(value);
}

/** `1 sentence`, `2,000 sentences`. */
export function sentences(number: number): string {
  return `${count(number)} ${number === 1 ? 'sentence' : 'sentences'}`;
}

/** Bytes in MB: 436000000 as `436`, 1200000 as `1.2`. */
export function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 10e6 ? 1 : 0);
}

/** 22713216 as `22.7 million`, 108310272 as `108 million`, 37634 as `37,634`. */
export function largeCount(value: number): string {
  if (value < 1e6) return count(value);
  return `${(value / 1e6).toFixed(value < 100e6 ? 1 : 0)} million`;
}

/** Of something short: `2.61 s`, `12.3 s`, `12 ms`. */
export function shortTime(seconds: number): string {
  if (seconds < 0.1) return `${(1000 * seconds).toFixed(seconds < 0.01 ? 1 : 0)} ms`;
  return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
}

/** Bytes of memory: `1.42 GB`, `380 MB`. */
export function memory(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(2)} GB` : `${Math.round(bytes / 1e6)} MB`;
}
