import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { isHubName } from '../../protocol/hubName';
import type { PinnedModel, RunConfig } from '../../protocol/run';

/** The BERT that a student began as, as far as is known. */
export interface BaseModel {
  /** For people. */
  readonly name: string;
  /** Its name on the Hugging Face hub. */
  readonly hubName?: string;
  readonly commit?: string;
  /** As the hub abbreviates it. */
  readonly licence?: string;
  readonly language?: string | readonly string[];
}

/** The student that comes with CoNLL Distill; see media/models/minilm-l6/SOURCE.md. */
const embedded: BaseModel = {
  name: 'all-MiniLM-L6-v2, its matrices stored as int8',
  hubName: 'sentence-transformers/all-MiniLM-L6-v2',
  licence: 'apache-2.0',
  language: 'en',
};

const embeddedFolder = /[\\/]media[\\/]models[\\/]minilm-l6[\\/]?$/;

/** What a model card says at its beginning, in YAML. */
const cardSchema = z.object({
  license: z.string().optional().catch(undefined),
  language: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .catch(undefined),
});

/** What is known of a run's base model: what comes with us, what the hub calls it, or what its own model card says. */
export async function baseModel(
  { model }: Pick<RunConfig, 'model'>,
  pinned: PinnedModel | undefined,
): Promise<BaseModel> {
  if (embeddedFolder.test(model)) return embedded;
  if (!path.isAbsolute(model) && isHubName(model)) {
    return { name: model, hubName: model, ...(pinned?.name === model && { commit: pinned.commit }) };
  }
  const { license, language } = await cardOf(model);
  return { name: path.basename(model), ...(license && { licence: license }), ...(language && { language }) };
}

async function cardOf(folder: string): Promise<z.infer<typeof cardSchema>> {
  try {
    const [, frontMatter = ''] =
      /^---\r?\n(.*?)\r?\n---\r?\n/su.exec(await readFile(path.join(folder, 'README.md'), 'utf8')) ?? [];
    return cardSchema.parse(parse(frontMatter));
  } catch {
    // Without one, or one that cannot be read: its licence is not known.
    return {};
  }
}
