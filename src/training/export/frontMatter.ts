import { Document, isMap, isScalar } from 'yaml';
import type { EvaluationReport } from '../../protocol/run';
import type { CardFacts } from './cardFacts';
import type { DataRole } from './dataFacts';

/** What the hub calls the parts of a data set. */
const splits = { dev: 'validation', test: 'test' } as const;

/**
 * A model card's metadata (https://huggingface.co/docs/hub/model-cards), between its lines `---`. What is not known says
 * so, and stands there to be filled in.
 */
export function frontMatter(facts: CardFacts): string {
  const { config, base, data, formats } = facts;
  const document = new Document({
    language: base.language ?? 'und',
    license: 'unknown',
    library_name: 'transformers',
    pipeline_tag: 'token-classification',
    ...(base.hubName && { base_model: base.hubName, base_model_relation: 'finetune' }),
    tags: [
      ...['token-classification', 'named-entity-recognition', 'ner', 'bert', 'conll', 'conll-distill'],
      ...(data.files.some(({ role }) => role === 'distilled') ? ['knowledge-distillation'] : []),
      ...(formats.includes('onnx') ? ['onnx'] : []),
    ],
    datasets: [],
    metrics: ['precision', 'recall', 'f1', 'accuracy'],
    'model-index': [
      {
        name: config.name,
        results: (['dev', 'test'] as const).flatMap((role) => {
          const report = facts[role];
          return report ? [result(role, fileOf(facts, role), report)] : [];
        }),
      },
    ],
  });
  comment(document, {
    language: base.language ? "TO CHECK: this is the base model's" : 'TO FILL IN: such as en; und is "not known"',
    license: 'TO FILL IN: yours; the licences of the base model and of the data bear on it',
    datasets: 'TO FILL IN: the names of the data sets on the hub, where they have any',
  });
  return `---\n${document.toString({ lineWidth: 0 })}---\n`;
}

/** Puts words above keys. */
function comment({ contents }: Document, words: Readonly<Record<string, string>>): void {
  if (!isMap(contents)) return;
  for (const { key } of contents.items) {
    if (isScalar(key) && typeof key.value === 'string' && words[key.value]) key.commentBefore = ` ${words[key.value]}`;
  }
}

function fileOf({ data }: CardFacts, wanted: DataRole): string {
  return data.files.find(({ role }) => role === wanted)?.name ?? wanted;
}

function result(role: 'dev' | 'test', file: string, { micro, accuracy }: EvaluationReport): object {
  const metric = (type: string, value: number) => ({ type, value: round(value), name: `${type} (entities, micro)` });
  return {
    task: { type: 'token-classification', name: 'Named entity recognition' },
    dataset: { name: file, type: file, split: splits[role] },
    metrics: [
      metric('precision', micro.precision),
      metric('recall', micro.recall),
      metric('f1', micro.f1),
      { type: 'accuracy', value: round(accuracy), name: 'accuracy (tokens)' },
    ],
  };
}

function round(value: number): number {
  return Number(value.toFixed(4));
}
