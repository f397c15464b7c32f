import { blendParameters, blendParametersOf } from '../../protocol/blend';
import type { BlendConfig, EvaluationReport, RunConfig } from '../../protocol/run';
import { markdown, type Table } from '../../tables';
import { entityTypesOf } from '../labels';
import type { CardFacts } from './cardFacts';
import { type DataRole, totalOf } from './dataFacts';
import { frontMatter } from './frontMatter';
import { usage } from './usage';

/** A trained student's README.md: what it learnt from, how, how well it does, and how to use it. */
export function modelCard(facts: CardFacts): string {
  return [
    `${frontMatter(facts)}\n# ${facts.config.name}`,
    introduction(facts),
    `## Data\n\n${data(facts)}`,
    `## Training\n\n${markdown(training(facts))}`,
    `## Metrics\n\n${metrics(facts)}`,
    `## Intended use\n\n${intendedUse(facts)}`,
    `## Limits\n\n${limits(facts)}`,
    `## How to use\n\n${usage(facts)}`,
    `## Licence\n\n${licence(facts)}`,
  ]
    .map((part) => part.trimEnd())
    .join('\n\n')
    .concat('\n');
}

function introduction({ base, labels }: CardFacts): string {
  return `A BERT that marks named entities (${entityTypesOf(labels).join(', ')}): ${baseName(base)}, fine-tuned as a token
classifier (\`BertForTokenClassification\`) with CoNLL Distill. Its labels are tags in IOB2: \`O\`, and \`B-\` and \`I-\` of each type.

Made by CoNLL Distill from the run; where it says TO FILL IN, the run does not know.`;
}

const sources: Readonly<Record<DataRole, string>> = {
  original: 'original: human labels',
  distilled: "distilled: a teacher's labels",
  dev: 'dev: to choose the checkpoint',
  test: 'test',
};

function data({ data: { files, unchanged }, labels, teachers }: CardFacts): string {
  const types = [
    ...new Set([...entityTypesOf(labels), ...files.flatMap(({ counts }) => Object.keys(counts?.entities ?? {}))]),
  ];
  const table: Table = {
    columns: [
      { title: 'File' },
      { title: 'Source' },
      ...['Sentences', 'Tokens', 'Entities', ...types].map((title) => ({ title, format: 'count' as const })),
    ],
    groups: [
      files.map(({ role, name, counts }) => [
        name,
        sources[role],
        counts?.sentences,
        counts?.tokens,
        counts && totalOf(counts.entities),
        ...types.map((type) => counts && (counts.entities[type] ?? 0)),
      ]),
    ],
  };
  const doubts = [
    unchanged === false &&
      'The files to learn from have changed since the run: these counts are of the files as they are now.',
    unchanged === undefined &&
      'Some files to learn from could not be read any more when this card was made: their counts are missing (–).',
  ];
  const teacher =
    files.some(({ role }) => role === 'distilled') &&
    `Teacher of the distilled labels: ${teachers.length > 0 ? teachers.join(', ') : 'TO FILL IN'}.`;
  return [markdown(table), ...[...doubts, teacher].filter((line) => typeof line === 'string')].join('\n');
}

function training({ config, base, architecture, steps, result, seconds, device, maxLength }: CardFacts): Table {
  const { numHiddenLayers: layers, hiddenSize, numAttentionHeads: heads } = architecture;
  const rows: (readonly [string, string | undefined])[] = [
    ['Base model', baseName(base) + (base.commit ? `, commit ${base.commit}` : '')],
    ['Architecture', `${layers} layers of ${hiddenSize}, ${heads} heads, float32`],
    ['Blend schedule', blendWords(config.blend)],
    ['Steps', steps === config.steps ? String(steps) : `${steps} of ${config.steps}`],
    ['Checkpoint', checkpointWords(config, steps, result)],
    ['Batch size', `${config.batchSize} sentences`],
    ['Optimiser', `AdamW, weight decay ${config.weightDecay}, gradients clipped at ${config.clipNorm}`],
    [
      'Learning rate',
      `${config.learningRate}, ${config.learningRateSchedule}, warm-up over ${100 * config.warmup} % of the steps`,
    ],
    ['Dropout', config.dropout === undefined ? "the base model's own" : String(config.dropout)],
    ['Weights of sentences', weightWords(config)],
    ['Longest input', `${maxLength} word pieces`],
    [
      'Early stopping',
      config.patience === undefined ? undefined : `after ${config.patience} evaluations without a better F1`,
    ],
    ['Evaluated every', `${config.evaluateEvery} steps`],
    ['Seed', String(config.seed)],
    ['Trained on', device],
    ['Time', `${Math.round(seconds)} s`],
  ];
  return {
    columns: [{ title: 'What' }, { title: 'Value' }],
    groups: [rows.filter(([, value]) => value !== undefined)],
  };
}

function baseName({ name, hubName }: CardFacts['base']): string {
  if (hubName === undefined) return name;
  return hubName === name ? `https://huggingface.co/${name}` : `${name} (https://huggingface.co/${hubName})`;
}

function blendWords(blend: BlendConfig): string {
  const values = blendParametersOf[blend.name].map((parameter) => {
    const { label, default: usual } = blendParameters[parameter];
    return `${label.toLowerCase()} ${blend[parameter] ?? usual}`;
  });
  return values.length > 0 ? `${blend.name} (${values.join(', ')})` : blend.name;
}

function checkpointWords({ dev, loadBestAtEnd = true }: RunConfig, steps: number, result: number): string {
  if (dev === undefined) return `of step ${result}, the last`;
  return `of step ${result}, ${loadBestAtEnd ? 'the best on dev by micro F1' : result === steps ? 'the last' : 'as the config says'}`;
}

function weightWords({ originalWeight, distilledWeight }: RunConfig): string | undefined {
  if (originalWeight === undefined && distilledWeight === undefined) return undefined;
  return `original ${originalWeight ?? 1}, distilled ${distilledWeight ?? 1}`;
}

function metrics({ dev, test }: CardFacts): string {
  const tables = [dev && scores('dev', dev), test && scores('test', test)].filter((table) => table !== undefined);
  if (tables.length === 0) return 'The run had no dev and no test file: nothing was measured.';
  return `Of entities, right when type and all tokens are, as conlleval and seqeval's default mode count; in percent.

${tables.map(markdown).join('\n')}`;
}

function scores(name: string, { types, micro, macro, weighted, accuracy }: EvaluationReport): Table {
  const row = (title: string, { precision, recall, f1, support }: EvaluationReport['micro']) => [
    title,
    precision,
    recall,
    f1,
    support,
  ];
  return {
    title: `On ${name}`,
    columns: [
      { title: 'Type' },
      ...['Precision', 'Recall', 'F1'].map((title) => ({ title, format: 'percent' as const })),
      { title: 'Entities', format: 'count' },
    ],
    groups: [
      Object.entries(types).map(([type, of]) => row(type, of)),
      [row('micro', micro), row('macro', macro), row('weighted', weighted)],
    ],
    note: `Accuracy of tokens: ${(100 * accuracy).toFixed(2)}.`,
  };
}

function intendedUse({ labels }: CardFacts): string {
  return `Marking ${entityTypesOf(labels).join(', ')} in text like that of the files above, one sentence at a time, split into tokens as
they are there; as a first annotation that people review, or where its figures above are good enough. TO FILL IN: language and domain.`;
}

function limits({ labels, maxLength, lowerCase, data, dev, test }: CardFacts): string {
  const isDistilled = data.files.some(({ role }) => role === 'distilled');
  const lines = [
    `It knows no other types than ${entityTypesOf(labels).join(', ')}, and no nested or discontinuous entities.`,
    `It takes ${maxLength} word pieces at once. CoNLL Distill cuts a longer sentence into overlapping parts; in Python that is the caller's to do.`,
    lowerCase && 'It does not see capitals: text is lowered before it is looked up.',
    isDistilled &&
      "Labels of a teacher have the teacher's mistakes and its idea of what an entity is; the student learns both.",
    dev &&
      'The checkpoint may have been chosen on dev: its figures there are a little too good. Believe those on test.',
    !test && 'It was not measured on a test set.',
    'Its figures hold for text like that of those files. On other text, times or names of other places, they are likely lower; measure it there first.',
    'An `I-` tag that continues no entity begins one: CoNLL Distill and conlleval read it so.',
    'A token of nothing but control characters has no word piece in Python and so no tag; CoNLL Distill reads it as [UNK].',
  ];
  return lines
    .filter((line) => typeof line === 'string')
    .map((line) => `- ${line}`)
    .join('\n');
}

function licence({ base, teachers, data }: CardFacts): string {
  const isDistilled = data.files.some(({ role }) => role === 'distilled');
  return [
    `Base model: ${base.licence ?? `TO FILL IN${base.hubName ? `, see https://huggingface.co/${base.hubName}` : ''}`}.`,
    'This model: TO FILL IN. The licences of the base model and of the data bear on it' +
      `${isDistilled ? `, and so may the terms of the teacher${teachers.length > 0 ? ` (${teachers.join(', ')})` : ''}` : ''}.`,
  ].join('\n\n');
}
