export { cellText, nothing, percent, points, pValue } from './cellText';
export { csv } from './csv';
export { html } from './html';
export { latex } from './latex';
export { markdown } from './markdown';
export { mean, overSeeds, standardDeviation } from './overSeeds';
export { plainText } from './plainText';
export type { Cell, CellFormat, Column, Estimate, Row, Table } from './table';
