import { LineCounter, parseDocument } from 'yaml';
import { ExperimentError } from '../experimentError';
import { type Experiment, experimentSchema } from './experimentSchema';
import { YamlPlaces } from './yamlPlaces';

/** An experiment, and the line of its file that each of its parts stands on. */
export interface ReadExperiment {
  readonly experiment: Experiment;
  readonly places: YamlPlaces;
}

/**
 * Reads an experiment's YAML.
 * @param file named in errors
 * @throws ExperimentError naming file, line and what was expected, for each thing that is wrong
 */
export function readExperiment(source: string, file: string): ReadExperiment {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const places = new YamlPlaces(document, lines, file);
  const broken = document.errors.map(
    ({ pos, message }) => `${file}, line ${lines.linePos(pos[0]).line}: no YAML: ${message}`,
  );
  if (broken.length > 0) throw new ExperimentError(broken.join('\n'));
  const result = experimentSchema.safeParse(document.toJS());
  if (!result.success)
    throw new ExperimentError(result.error.issues.flatMap((issue) => places.describe(issue)).join('\n'));
  const { data: experiment } = result;
  if (experiment.experiment !== 'prompts') {
    const { data, grid } = experiment;
    const all = grid.sizes.indexOf('all');
    if (data.distilledTakes === 'rest' && all >= 0) {
      throw places.problem(
        ['grid', 'sizes', all],
        'with "distilledTakes: rest", expected a number smaller than all sentences, so that some are left',
      );
    }
    if (data.distilledTakes === 'rest' && 'annotate' in data.distilled) {
      throw places.problem(
        ['data', 'distilledTakes'],
        'expected "all" here: files that are yet to be annotated hold other sentences than the original',
      );
    }
  }
  return { experiment, places };
}
