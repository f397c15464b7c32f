import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ConllDocument, DatasetError, decodeBytes } from '../../dataset';
import type { EvaluationReport } from '../../evaluation';
import { runFiles } from '../../protocol/runFolder';
import { cellState } from '../cells/cellState';
import type { Cell } from '../grid/cells';

/** What a finished cell has shown on the test file. */
export interface CellResult {
  readonly cell: Cell;
  readonly report: EvaluationReport;
  readonly device: string;
  /** Of each sentence. */
  readonly gold: readonly (readonly string[])[];
  readonly predicted: readonly (readonly string[])[];
}

/**
 * @returns undefined while the cell is not done
 * @throws RunFolderError or DatasetError when a file of its run folder is damaged
 */
export async function cellResult(cell: Cell, runFolder: string): Promise<CellResult | undefined> {
  const state = await cellState(runFolder);
  if (state.kind !== 'done') return undefined;
  const file = path.join(runFolder, runFiles.predictions);
  const document = ConllDocument.parse(decodeBytes(await readFile(file)).text);
  if (document.columnCount < 3) {
    throw new DatasetError(`${file}: expected at least three columns: token, gold and prediction.`, { file });
  }
  const column = (index: number) => document.sentences.map((sentence) => document.column(sentence, index));
  const gold = column(-2);
  if (!state.report.test) throw new DatasetError(`${runFolder} was not tested: its report has no figures on test.`);
  return { cell, report: state.report.test, device: state.report.device, gold, predicted: column(-1) };
}
