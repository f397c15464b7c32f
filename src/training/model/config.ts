import type { ActivationName } from './operations/activations';

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
  readonly hiddenAct: ActivationName;
  readonly dropout: DropoutRates;
  /** Number of tags, `O` first. */
  readonly numLabels: number;
}

/** The probability of dropout at each of BERT's places. */
export interface DropoutRates {
  /** After the embeddings, and at the end of every attention and feed-forward network. */
  readonly hidden: number;
  /** On the probabilities of attention. */
  readonly attention: number;
  /** Before the classifier. */
  readonly classifier: number;
}

/** The same probability at all places. */
export function dropoutEverywhere(rate: number): DropoutRates {
  return { hidden: rate, attention: rate, classifier: rate };
}
