/** The architecture of a BERT token classifier; names follow Hugging Face's config.json. */
export interface BertConfig {
  readonly vocabSize: number;
  readonly hiddenSize: number;
  readonly numHiddenLayers: number;
  readonly numAttentionHeads: number;
  readonly intermediateSize: number;
  readonly maxPositionEmbeddings: number;
  readonly typeVocabSize: number;
  readonly layerNormEps: number;
  readonly hiddenAct: 'gelu';
  /** Number of tags, `O` first. */
  readonly numLabels: number;
}
