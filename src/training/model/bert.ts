import type { BertConfig } from './config';
import { add } from './operations/add';
import { attention } from './operations/attention';
import { crossEntropy } from './operations/crossEntropy';
import { dropout } from './operations/dropout';
import { embed } from './operations/embed';
import { feedForward } from './operations/feedForward';
import { layerNorm } from './operations/layerNorm';
import { linear } from './operations/linear';
import type { Tape } from './tape';

/** A batch as the model sees it; N = rows * length. */
export interface BertInputs<T> {
  /** int32 [N]: word pieces, their positions, and their token types. */
  readonly ids: T;
  readonly positions: T;
  readonly types: T;
  /** [rows, 1, length, length]; see `attention`. */
  readonly attentionBias: T;
}

/**
 * BERT (Devlin et al. 2019, arXiv 1810.04805): the last hidden states [N, hiddenSize]. Parameters and dropout are those
 * of `BertModel` of Hugging Face's transformers.
 */
export function bert<T>(tape: Tape<T>, config: BertConfig, inputs: BertInputs<T>): T {
  const { hiddenSize, layerNormEps, numAttentionHeads } = config;
  const normalize = (x: T, name: string) => layerNorm(tape, x, name, hiddenSize, layerNormEps);
  const drop = (x: T) => dropout(tape, x, ['tokens', hiddenSize], config.dropout.hidden);
  const size = hiddenSize / numAttentionHeads;
  const heads = { count: numAttentionHeads, size, dropout: config.dropout.attention };
  const feed = (x: T, layer: string) =>
    feedForward(tape, x, `${layer}.intermediate.dense`, `${layer}.output.dense`, config.hiddenAct);

  const embedded = embed(tape, [
    ['bert.embeddings.word_embeddings.weight', inputs.ids],
    ['bert.embeddings.position_embeddings.weight', inputs.positions],
    ['bert.embeddings.token_type_embeddings.weight', inputs.types],
  ]);
  let x = drop(normalize(embedded, 'bert.embeddings.LayerNorm'));
  for (let index = 0; index < config.numHiddenLayers; index++) {
    const layer = `bert.encoder.layer.${index}`;
    const input = x;
    x = tape.section(() => {
      const project = (name: string) => linear(tape, input, `${layer}.attention.self.${name}`);
      const context = attention(tape, project('query'), project('key'), project('value'), inputs.attentionBias, heads);
      const attended = drop(linear(tape, context, `${layer}.attention.output.dense`));
      const middle = normalize(add(tape, input, attended), `${layer}.attention.output.LayerNorm`);
      const fed = drop(feed(middle, layer));
      return normalize(add(tape, middle, fed), `${layer}.output.LayerNorm`);
    });
  }
  return x;
}

/** Logits [N, numLabels] of `BertForTokenClassification`. */
export function classifyTokens<T>(tape: Tape<T>, config: BertConfig, inputs: BertInputs<T>): T {
  const hidden = bert(tape, config, inputs);
  return linear(tape, dropout(tape, hidden, ['tokens', config.hiddenSize], config.dropout.classifier), 'classifier');
}

/** The loss to train on: a scalar; `target` as `crossEntropy` takes it. */
export function tokenClassificationLoss<T>(tape: Tape<T>, config: BertConfig, inputs: BertInputs<T>, target: T): T {
  return crossEntropy(tape, classifyTokens(tape, config, inputs), target);
}
