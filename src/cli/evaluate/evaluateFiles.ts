import { detectScheme, isSuffixTag, type TagScheme } from '../../dataset';
import {
  breakdownTable,
  calibrationTable,
  confusionMatrix,
  confusionTable,
  type EntityPair,
  errorTable,
  evaluate,
  frequentErrors,
  frequentErrorTable,
  listErrors,
  nervaluate,
  nervaluateTable,
  type ReadingOptions,
  readEntities,
  scoreTable,
} from '../../evaluation';
import { percent, type Table } from '../../tables';
import { UsageError } from '../failure';
import { writeJson } from '../output';
import { type TableFormat, writeTables } from '../tableOutput';
import { breakdownsOf, calibrationOf, readTraining } from './analyses';
import { compareWith, differenceTable } from './difference';
import { evaluationJson } from './evaluationJson';
import { type PairColumns, readTagPair, type TagPair } from './tagPair';

export interface EvaluateOptions extends PairColumns, TableFormat {
  readonly mode: 'default' | 'strict' | 'nervaluate';
  readonly scheme?: TagScheme;
  readonly reversed?: boolean;
  readonly errors?: 'all' | 'frequent';
  readonly confusion?: boolean;
  readonly breakdown?: boolean;
  readonly against?: string;
  readonly train?: string;
  /** Index from 0. */
  readonly calibration?: number;
  readonly json?: boolean;
}

/** The verb `evaluate`. */
export async function evaluateFiles(
  goldFile: string,
  predictionFile: string | undefined,
  options: EvaluateOptions,
): Promise<void> {
  const { mode, reversed, train } = options;
  if (mode === 'strict' && reversed) {
    throw new UsageError('Strict mode is for tags such as B-PER: leave out --reversed or --mode strict.');
  }
  if (train !== undefined && !options.breakdown && !options.json) {
    throw new UsageError('--train is what --breakdown compares with: give both.');
  }
  const pair = await readTagPair(goldFile, predictionFile, options);
  warnOfSuffixTags(pair, reversed);
  const reading: ReadingOptions = {
    mode: mode === 'strict' ? 'strict' : 'default',
    scheme: options.scheme ?? detectScheme(pair.gold),
    spelling: reversed ? 'suffix' : 'prefix',
  };
  const entities = readEntities(pair.gold, pair.predicted, reading);
  const other = options.against === undefined ? undefined : await compareWith(options.against, pair, reading);
  const training = train === undefined ? undefined : await readTraining(train, reading);
  if (options.json) return writeJson(evaluationJson(entities, pair, { reading, training, options, other }));
  const tables = [...tablesOf(entities, pair, options, training), ...(other ? [differenceTable(other)] : [])];
  await writeTables(tables.length > 0 ? tables : [scoresOf(entities, pair, reading, mode)], options);
}

function tablesOf(
  entities: EntityPair,
  pair: TagPair,
  { errors, confusion, breakdown, calibration }: EvaluateOptions,
  training: Awaited<ReturnType<typeof readTraining>> | undefined,
): Table[] {
  const { sentences } = pair.goldFile.document;
  const tokens = sentences.map((sentence) => sentence.tokens);
  const lineOf = (sentence: number, token: number) => (sentences[sentence]?.lines[token] ?? 0) + 1;
  const tables: Table[] = [];
  if (errors === 'all') tables.push({ title: 'Errors', ...errorTable(listErrors(entities), tokens, lineOf) });
  if (errors === 'frequent') {
    tables.push({
      title: 'Frequent errors',
      ...frequentErrorTable(frequentErrors(listErrors(entities), tokens), lineOf),
    });
  }
  if (confusion) tables.push({ title: 'Confusion of entity types', ...confusionTable(confusionMatrix(entities)) });
  if (breakdown) {
    tables.push({ title: 'Scores by kind of entity', ...breakdownTable(breakdownsOf(entities, pair, training)) });
  }
  if (calibration !== undefined) {
    tables.push({ title: 'Calibration', ...calibrationTable(calibrationOf(entities, pair, calibration)) });
  }
  return tables;
}

function scoresOf(
  entities: EntityPair,
  { gold, predicted }: TagPair,
  reading: ReadingOptions,
  mode: EvaluateOptions['mode'],
): Table {
  if (mode === 'nervaluate') return nervaluateTable(nervaluate(entities));
  const report = evaluate(gold, predicted, reading);
  const table = scoreTable(report);
  const tokens = gold.reduce((sum, tags) => sum + tags.length, 0);
  const how = mode === 'strict' ? `strict mode (${reading.scheme})` : 'default mode';
  const facts = `accuracy ${percent(report.accuracy)} of ${tokens} tokens, ${how}`;
  return { ...table, note: table.note ? `${facts}. ${table.note}` : facts };
}

function warnOfSuffixTags({ gold, predicted }: TagPair, reversed: boolean | undefined): void {
  if (reversed || ![...gold, ...predicted].some((tags) => tags.some(isSuffixTag))) return;
  process.stderr.write('Some tags look like PER-B, of which conlleval makes type B: --reversed reads them as PER.\n');
}
