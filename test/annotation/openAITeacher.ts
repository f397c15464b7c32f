import {
  type BuiltInPrompt,
  builtInPrompt,
  type LlmTeacher,
  llmTeacher,
  openAIModel,
  type Price,
} from '../../src/annotation';

/** A teacher behind an OpenAI-compatible server, with one of our prompts. */
export function openAITeacher(options: {
  apiKey: string;
  baseURL: string;
  model: string;
  prompt: BuiltInPrompt;
  entityTypes: readonly string[];
  price?: Price;
  samples?: number;
}): LlmTeacher {
  const { prompt, entityTypes, samples, ...model } = options;
  return llmTeacher({
    model: openAIModel(model),
    prompt: builtInPrompt(prompt),
    entityTypes,
    ...(samples !== undefined && { samples }),
  });
}
