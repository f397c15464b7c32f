import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ConllDocument, decodeBytes, detectScheme } from '../../../../dataset';
import {
  allBreakdowns,
  breakdownTable,
  calibrationTable,
  confusionMatrix,
  confusionTable,
  evaluate,
  listErrors,
  nervaluate,
  nervaluateTable,
  readEntities,
  type SurfaceForms,
  scoreTable,
  surfaceForms,
  textOf,
} from '../../../../evaluation';
import type { ErrorEntity, RunEvaluation, ShownError } from '../../../../protocol/panel';
import type { RunConfig, RunReport } from '../../../../protocol/run';
import { parseRunConfig, parseRunReport, runFiles } from '../../../../protocol/runFolder';
import { readPredictions } from '../../predictions';
import { changedTestNote, raggedNote } from './predictionNotes';

/**
 * Compares the predictions of a finished run with gold: they are the last two columns of its `predictions.conll`.
 * @param folder of the run
 * @throws Error with a message for the user where there are none, or the run folder cannot be read
 */
export async function evaluateRun(folder: string): Promise<RunEvaluation> {
  const config = parseRunConfig(await readFile(path.join(folder, runFiles.config), 'utf8'));
  const report = await readReport(folder);
  const predictions = await readPredictions(folder);
  if (!predictions) {
    throw new Error(
      config.test === undefined
        ? 'This run had no test file, so it has no predictions to look at. Set up a run with one.'
        : 'The predictions of this run are not there (yet): they are written when it finishes.',
    );
  }
  const { document, tokens, gold, predicted } = predictions;
  const { sentences } = document;
  if (sentences.length === 0) {
    throw new Error(`${runFiles.predictions} of this run has no sentences: there is nothing to compare.`);
  }
  const entities = readEntities(gold, predicted);
  const notes: string[] = [];
  const ragged = raggedNote(document, runFiles.predictions);
  if (ragged !== undefined) notes.push(ragged);
  const changed = config.test === undefined ? undefined : await changedTest(document, config.test);
  if (changed !== undefined) notes.push(changed);
  const training = await trainingForms(config, notes);
  const named = (sentence: number, entity: { type: string; start: number; end: number }): ErrorEntity => ({
    text: textOf(entity, tokens[sentence] ?? []),
    type: entity.type,
  });
  const errors = listErrors(entities).map(({ kind, sentence, gold: wanted, predicted: found }): ShownError => {
    const first = Math.min(wanted?.start ?? Number.POSITIVE_INFINITY, found?.start ?? Number.POSITIVE_INFINITY);
    return {
      kind,
      line: (sentences[sentence]?.lines[first] ?? 0) + 1,
      ...(wanted && { gold: named(sentence, wanted) }),
      ...(found && { predicted: named(sentence, found) }),
    };
  });
  const scheme = detectScheme(gold);
  const strict = scoreTable(evaluate(gold, predicted, { mode: 'strict', scheme }));
  const how = `seqeval's strict mode, read as ${scheme.toUpperCase()}`;
  return {
    scores: {
      default: { ...scoreTable(evaluate(gold, predicted)), title: 'conlleval, and seqeval’s default mode' },
      strict: { ...strict, title: how },
      nervaluate: { ...nervaluateTable(nervaluate(entities)), title: 'nervaluate’s four modes' },
    },
    confusion: { ...confusionTable(confusionMatrix(entities)), title: 'Confusion of entity types' },
    breakdown: { ...breakdownTable(allBreakdowns(entities, tokens, training)), title: 'Scores by kind of entity' },
    ...(report?.calibration && { calibration: { ...calibrationTable(report.calibration), title: 'Calibration' } }),
    errors,
    notes,
  };
}

async function readReport(folder: string): Promise<RunReport | undefined> {
  try {
    return parseRunReport(await readFile(path.join(folder, runFiles.report), 'utf8'));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** What the run has learnt from. A file that is gone or was changed is told, because the breakdown is then not of what was seen. */
async function trainingForms(config: RunConfig, notes: string[]): Promise<SurfaceForms | undefined> {
  const tokens: (readonly string[])[] = [];
  const tags: (readonly string[])[] = [];
  for (const file of [...config.original, ...config.distilled]) {
    try {
      for (const sentence of (await readConll(file)).sentences) {
        tokens.push(sentence.tokens);
        tags.push(sentence.tags);
      }
    } catch (error) {
      const why = isMissing(error) ? 'is not there any more' : `cannot be read (${messageOf(error)})`;
      notes.push(`${path.basename(file)}, which the run was trained on, ${why}: its entities count as unseen.`);
    }
  }
  return tokens.length === 0 ? undefined : surfaceForms(tokens, readEntities(tags, tags).gold);
}

/** A test file that is gone is no trouble: the predictions hold all of it. So it is no reason to fail, whatever it is. */
async function changedTest(predictions: ConllDocument, file: string): Promise<string | undefined> {
  try {
    return changedTestNote(predictions, await readConll(file), file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    return `${path.basename(file)}, on which the run was tested, cannot be read (${messageOf(error)}): whether it has changed since is not known.`;
  }
}

async function readConll(file: string): Promise<ConllDocument> {
  return ConllDocument.parse(decodeBytes(await readFile(file)).text);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
