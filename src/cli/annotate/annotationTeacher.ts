import {
  DEFAULT_MODEL,
  openAITeacher,
  type Price,
  type PromptName,
  ruleBasedTeacher,
  type Teacher,
} from '../../annotation';
import { UsageError } from '../failure';

export interface TeacherOptions {
  readonly teacher: 'openai' | 'rule-based';
  readonly prompt: PromptName;
  readonly model?: string;
  readonly baseUrl?: string;
  readonly types: readonly string[];
  readonly price?: Price;
}

/** The teacher that was asked for. @throws UsageError when it lacks a key, or the address is none */
export function annotationTeacher(options: TeacherOptions): Teacher {
  if (options.teacher === 'rule-based') return ruleBasedTeacher();
  const { model, baseUrl, prompt, types, price } = options;
  const { OPENAI_API_KEY: apiKey } = process.env;
  if (!apiKey) {
    throw new UsageError(
      'The environment variable OPENAI_API_KEY is not set. Set it to your key (any word for a server without keys), or choose --teacher rule-based.',
    );
  }
  if (baseUrl && !(URL.canParse(baseUrl) && /^https?:$/.test(new URL(baseUrl).protocol))) {
    throw new UsageError(`"${baseUrl}" is not an address. Expected something like https://api.openai.com/v1.`);
  }
  return openAITeacher({
    apiKey,
    ...(baseUrl && { baseURL: baseUrl }),
    model: model || DEFAULT_MODEL,
    prompt,
    entityTypes: types,
    ...(price && { price }),
  });
}
