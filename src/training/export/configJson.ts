import type { BertConfig } from '../model/config';

/**
 * The config.json of a trained student, as `BertForTokenClassification` of transformers reads it.
 * @param labels what its outputs stand for, in their order
 * @param padId of the word piece [PAD]
 */
export function configJson(config: BertConfig, labels: readonly string[], padId: number): object {
  return {
    architectures: ['BertForTokenClassification'],
    model_type: 'bert',
    vocab_size: config.vocabSize,
    hidden_size: config.hiddenSize,
    num_hidden_layers: config.numHiddenLayers,
    num_attention_heads: config.numAttentionHeads,
    intermediate_size: config.intermediateSize,
    hidden_act: config.hiddenAct,
    hidden_dropout_prob: config.dropout.hidden,
    attention_probs_dropout_prob: config.dropout.attention,
    classifier_dropout: config.dropout.classifier,
    max_position_embeddings: config.maxPositionEmbeddings,
    type_vocab_size: config.typeVocabSize,
    layer_norm_eps: config.layerNormEps,
    position_embedding_type: 'absolute',
    pad_token_id: padId,
    // Versions of transformers before 5 read the first, later ones the second.
    torch_dtype: 'float32',
    dtype: 'float32',
    id2label: Object.fromEntries(labels.map((label, id) => [id, label])),
    label2id: Object.fromEntries(labels.map((label, id) => [label, id])),
  };
}
