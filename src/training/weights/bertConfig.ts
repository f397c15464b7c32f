import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { BertConfig } from '../model/config';
import { activations, isActivationName } from '../model/operations/activations';
import { StudentError } from '../studentError';

const size = z.int().positive();
const rate = z.number().min(0).lt(1);

/** Of config.json, what says how to compute; defaults are those of `BertConfig` of transformers. */
const configSchema = z.object({
  vocab_size: size,
  hidden_size: size,
  num_hidden_layers: size,
  num_attention_heads: size,
  intermediate_size: size,
  max_position_embeddings: size,
  type_vocab_size: size.default(2),
  layer_norm_eps: z.number().positive().default(1e-12),
  hidden_act: z.string().default('gelu'),
  hidden_dropout_prob: rate.default(0.1),
  attention_probs_dropout_prob: rate.default(0.1),
  /** Absent or null: as `hidden_dropout_prob`. */
  classifier_dropout: rate.nullish(),
  position_embedding_type: z.string().nullish(),
  is_decoder: z.boolean().default(false),
});

/**
 * Reads the config.json of a BERT.
 * @throws StudentError when it is absent, damaged, or of another architecture
 */
export async function readBertConfig(file: string, numLabels: number): Promise<BertConfig> {
  const json = await readJsonObject(file);
  const other = otherArchitecture(json);
  if (other !== undefined) {
    throw new StudentError(`${file} describes ${other}; only BERT can be a student. Choose a BERT folder.`);
  }
  const parsed = configSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') ?? '';
    throw new StudentError(`${file}: ${where} is not what a BERT needs: ${issue?.message}. Copy or download it again.`);
  }
  const config = parsed.data;
  const { hidden_act: hiddenAct } = config;
  const unknown = [
    !isActivationName(hiddenAct) && `hidden_act "${hiddenAct}" (known: ${Object.keys(activations).join(', ')})`,
    (config.position_embedding_type ?? 'absolute') !== 'absolute' &&
      `position_embedding_type "${config.position_embedding_type}" (known: "absolute")`,
    config.is_decoder && 'is_decoder true',
    config.hidden_size % config.num_attention_heads !== 0 &&
      `hidden_size ${config.hidden_size} for ${config.num_attention_heads} heads, which do not divide it`,
  ].filter((reason) => reason !== false);
  if (unknown.length > 0 || !isActivationName(hiddenAct)) {
    throw new StudentError(`${file} describes a BERT that cannot be computed here: ${unknown.join('; ')}.`);
  }
  return {
    vocabSize: config.vocab_size,
    hiddenSize: config.hidden_size,
    numHiddenLayers: config.num_hidden_layers,
    numAttentionHeads: config.num_attention_heads,
    intermediateSize: config.intermediate_size,
    maxPositionEmbeddings: config.max_position_embeddings,
    typeVocabSize: config.type_vocab_size,
    layerNormEps: config.layer_norm_eps,
    hiddenAct,
    dropout: {
      hidden: config.hidden_dropout_prob,
      attention: config.attention_probs_dropout_prob,
      classifier: config.classifier_dropout ?? config.hidden_dropout_prob,
    },
    numLabels,
  };
}

/** What a config.json says that it describes, where that is no BERT. Those of some early BERTs say nothing. */
function otherArchitecture(json: object): string | undefined {
  if ('model_type' in json) return json.model_type === 'bert' ? undefined : `a model of type ${json.model_type}`;
  const architectures = 'architectures' in json && Array.isArray(json.architectures) ? json.architectures : [];
  const other = architectures.map(String).find((name) => !name.startsWith('Bert'));
  return other === undefined ? undefined : `a ${other}`;
}

async function readJsonObject(file: string): Promise<object> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new StudentError(`${file} cannot be read. Choose a folder that has all files of a Hugging Face BERT.`, {
      cause: error,
    });
  }
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null) return json;
  } catch {
    // Told below.
  }
  throw new StudentError(`${file} is not a JSON object; it may be damaged. Copy or download the model again.`);
}
