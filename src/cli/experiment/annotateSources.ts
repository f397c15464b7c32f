import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { AnnotatedData, Sources, TrainingExperiment } from '../../experiment';
import { annotateFiles } from '../annotate/annotateFiles';
import { askedLike } from './teacherOfExperiment';

/** An experiment's training files, those that a teacher is to annotate as they will stand in the experiment's folder. */
export function sourcesOf({ data }: TrainingExperiment, folder: string): Sources {
  const { original, distilled, extra = [] } = data;
  const tagged = (files: typeof distilled) =>
    'annotate' in files ? files.annotate.map((file) => annotatedPath(folder, file, files)) : files;
  return { original, distilled: tagged(distilled), extra: tagged(extra) };
}

/**
 * Lets teachers annotate what an experiment's file says, into the experiment's folder; what stands there already is kept.
 * Answers are cached, so that a job that was stopped goes on.
 */
export async function annotateSources(
  { data }: TrainingExperiment,
  folder: string,
  how: { readonly cache: string; readonly estimate?: boolean },
): Promise<void> {
  for (const files of [data.distilled, data.extra ?? []]) {
    if (!('annotate' in files)) continue;
    for (const file of files.annotate) {
      const output = annotatedPath(folder, file, files);
      if (existsSync(output)) continue;
      await annotateFiles([file], {
        ...askedLike(files),
        teacher: files.teacher,
        prompt: files.prompt ?? 'chain-of-thought',
        ...(files.budget !== undefined && !how.estimate && { budget: files.budget }),
        output,
        poll: 30,
        ...how,
      });
    }
  }
}

/** Named after all that its tags depend on: another teacher's tags are another file. */
function annotatedPath(folder: string, file: string, { annotate: _, budget: __, ...teacher }: AnnotatedData): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([file, teacher]))
    .digest('hex')
    .slice(0, 8);
  return path.join(folder, 'data', `${path.basename(file, path.extname(file))}_annotated-${digest}.conll`);
}
