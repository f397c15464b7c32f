import type { BertConfig } from './config';

/**
 * Every parameter of a token classifier with its shape, by the name that Hugging Face gives it in
 * `BertForTokenClassification`, in the order of its state.
 */
export function parameterShapes(config: BertConfig): ReadonlyMap<string, readonly number[]> {
  const { hiddenSize: hidden, intermediateSize: intermediate } = config;
  const shapes = new Map<string, readonly number[]>();
  const dense = (name: string, outputs: number, inputs: number) => {
    shapes.set(`${name}.weight`, [outputs, inputs]);
    shapes.set(`${name}.bias`, [outputs]);
  };
  const norm = (name: string) => {
    shapes.set(`${name}.weight`, [hidden]);
    shapes.set(`${name}.bias`, [hidden]);
  };
  shapes.set('bert.embeddings.word_embeddings.weight', [config.vocabSize, hidden]);
  shapes.set('bert.embeddings.position_embeddings.weight', [config.maxPositionEmbeddings, hidden]);
  shapes.set('bert.embeddings.token_type_embeddings.weight', [config.typeVocabSize, hidden]);
  norm('bert.embeddings.LayerNorm');
  for (let index = 0; index < config.numHiddenLayers; index++) {
    const layer = `bert.encoder.layer.${index}`;
    for (const name of ['query', 'key', 'value']) dense(`${layer}.attention.self.${name}`, hidden, hidden);
    dense(`${layer}.attention.output.dense`, hidden, hidden);
    norm(`${layer}.attention.output.LayerNorm`);
    dense(`${layer}.intermediate.dense`, intermediate, hidden);
    dense(`${layer}.output.dense`, hidden, intermediate);
    norm(`${layer}.output.LayerNorm`);
  }
  dense('classifier', config.numLabels, hidden);
  return shapes;
}

/** Weight decay is for matrices and tables: none on biases and layer norms, as in BERT's own training. */
export function isDecayed(name: string): boolean {
  return !name.endsWith('.bias') && !name.includes('LayerNorm');
}

/** Tables that are read by row: of a vocabulary, of positions, of token types. */
export function isEmbeddingTable(name: string): boolean {
  return name.endsWith('_embeddings.weight');
}

/** How many numbers a tensor of this shape holds. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, dimension) => size * dimension, 1);
}
