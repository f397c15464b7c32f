import type { AnnotatedData, PromptExperiment } from '../../experiment';
import type { TeacherOptions } from '../annotate/teacherOptions';

/** How an experiment's file says that teachers are asked, with the defaults of the verbs that ask them. */
export function askedLike(said: AnnotatedData | PromptExperiment): TeacherOptions {
  const { model = process.env.OPENAI_MODEL, baseUrl = process.env.OPENAI_BASE_URL, price, examples } = said;
  return {
    ...(model !== undefined && { model }),
    ...(baseUrl !== undefined && { baseUrl }),
    ...(price && { price }),
    ...(examples !== undefined && { examples }),
    types: said.types ?? 'LOC,MISC,ORG,PER',
    shots: said.shots ?? 4,
    choose: said.choose ?? 'fixed',
    seed: 1,
    samples: said.samples ?? 0,
  };
}
