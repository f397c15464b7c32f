/** What the training panel is told of a folder. */
export type { DataFiles } from '../dataset';
