import { existsSync } from 'node:fs';
import path from 'node:path';
import { isHubName } from '../../protocol/hubName';
import type { AnnotatedData, Experiment, PromptExperiment, TrainingExperiment } from './experimentSchema';
import type { ReadExperiment } from './readExperiment';
import type { YamlPath } from './yamlPlaces';

/**
 * The experiment with absolute paths.
 * @param folder of its file
 * @throws ExperimentError naming file, line and path when something is not there
 */
export function locateFiles({ experiment, places }: ReadExperiment, folder: string): Experiment {
  const locate = (file: string, where: YamlPath): string => {
    const absolute = path.resolve(folder, file);
    if (existsSync(absolute)) return absolute;
    throw places.problem(where, `${absolute}: no such file. Paths are relative to the experiment’s file`);
  };
  return experiment.experiment === 'prompts'
    ? locatePrompts(experiment, locate)
    : locateTraining(experiment, locate, folder);
}

type Locate = (file: string, where: YamlPath) => string;

function locatePrompts(experiment: PromptExperiment, locate: Locate): PromptExperiment {
  const { data, examples } = experiment;
  return {
    ...experiment,
    data: { ...data, gold: locate(data.gold, ['data', 'gold']) },
    ...(examples !== undefined && { examples: locate(examples, ['examples']) }),
  };
}

function locateTraining(experiment: TrainingExperiment, locate: Locate, folder: string): TrainingExperiment {
  const { data, run } = experiment;
  const list = (files: readonly string[], where: YamlPath) =>
    files.map((file, index) => locate(file, files.length > 1 ? [...where, index] : where));
  const distilled = <T extends TrainingExperiment['data']['distilled']>(files: T, where: YamlPath) =>
    'annotate' in files ? annotated(files, where) : list(files, where);
  const annotated = (files: AnnotatedData, where: YamlPath): AnnotatedData => ({
    ...files,
    annotate: list(files.annotate, [...where, 'annotate']),
    ...(files.examples !== undefined && { examples: locate(files.examples, [...where, 'examples']) }),
  });
  const isFolder = run.model !== undefined && (!isHubName(run.model) || existsSync(path.resolve(folder, run.model)));
  return {
    ...experiment,
    data: {
      ...data,
      original: list(data.original, ['data', 'original']),
      distilled: distilled(data.distilled, ['data', 'distilled']),
      ...(data.extra !== undefined && { extra: distilled(data.extra, ['data', 'extra']) }),
      ...(data.dev !== undefined && { dev: locate(data.dev, ['data', 'dev']) }),
      test: locate(data.test, ['data', 'test']),
    },
    run: { ...run, ...(isFolder && run.model !== undefined && { model: locate(run.model, ['run', 'model']) }) },
  };
}
