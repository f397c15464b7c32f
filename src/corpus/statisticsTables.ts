import { type DatasetStatistics, summarise } from '../dataset';
import type { Row, Table } from '../tables';

const count = 'count' as const;
const percent = 'percent' as const;
const decimal = 'decimal' as const;

/** The statistics as tables for people: files, types, lengths, what stands in other files, and ambiguous surface forms. */
export function statisticsTables(report: DatasetStatistics, mostForms = 50): Table[] {
  const { files, types, overlaps, mostAmbiguous, ambiguousForms } = report;
  const nameOf = (file: number): string => files[file]?.name ?? '';
  const formsShown = mostAmbiguous.slice(0, mostForms);
  return [
    {
      title: 'Files',
      columns: [
        { title: 'file' },
        ...[
          'sentences',
          'documents',
          'tokens',
          'entities',
          'without entities',
          'repeated',
          'vocabulary',
          'surface forms',
          'columns',
        ].map((title) => ({ title, format: count })),
        { title: 'scheme' },
      ],
      groups: [
        files.map((file) => [
          file.name,
          file.sentences,
          file.documents,
          file.tokens,
          file.entities,
          file.sentencesWithoutEntities,
          file.repeatedSentences,
          file.vocabulary,
          file.surfaceForms,
          file.columns,
          file.entities === 0 ? undefined : file.scheme,
        ]),
      ],
      note: 'Without entities and repeated: sentences. Vocabulary: different tokens. Surface forms: different entities as they are written.',
    },
    {
      title: 'Entity types',
      columns: [
        { title: 'type' },
        ...files.flatMap(({ name }) => [
          { title: name, format: count },
          { title: '%', format: percent },
          { title: 'forms', format: count },
        ]),
      ],
      groups: [
        types.map(
          (type): Row => [
            type,
            ...files.flatMap((file) => {
              const { entities, surfaceForms } = file.types[type] ?? { entities: 0, surfaceForms: 0 };
              return [entities, entities / file.entities, surfaceForms];
            }),
          ],
        ),
      ],
      note: '%: share of the entities of the file. Forms: different surface forms.',
    },
    {
      title: 'Lengths in tokens',
      columns: [
        { title: 'file' },
        { title: 'of' },
        { title: 'mean', format: decimal },
        ...['median', '95 %', 'longest'].map((title) => ({ title, format: count })),
      ],
      groups: files.map(({ name, sentenceLengths, entityLengths }) =>
        (
          [
            ['sentences', sentenceLengths],
            ['entities', entityLengths],
          ] as const
        ).map(([of, lengths]): Row => {
          const { mean, median, p95, longest } = summarise(lengths);
          return [name, of, mean, median, p95, longest];
        }),
      ),
    },
    ...(overlaps.length === 0
      ? []
      : [
          {
            title: 'Overlap',
            columns: [
              { title: 'of' },
              { title: 'in' },
              { title: 'sentences', format: count },
              { title: 'sentences %', format: percent },
              { title: 'surface forms', format: count },
              { title: 'surface forms %', format: percent },
              { title: 'unseen entities', format: count },
              { title: 'unseen entities %', format: percent },
              { title: 'unknown tokens %', format: percent },
            ],
            groups: [
              overlaps.map(({ file, other, sentences, surfaceForms, unseenEntities, unknownTokens }): Row => {
                const of = files[file];
                return [
                  nameOf(file),
                  nameOf(other),
                  sentences,
                  sentences / (of?.sentences ?? 0),
                  surfaceForms,
                  surfaceForms / (of?.surfaceForms ?? 0),
                  unseenEntities,
                  unseenEntities / (of?.entities ?? 0),
                  unknownTokens / (of?.tokens ?? 0),
                ];
              }),
            ],
            note: 'Sentences and surface forms of the first file that also stand in the second. Unseen: entities whose surface form is no entity there. Unknown: tokens that are not there.',
          },
        ]),
    {
      title: 'Ambiguous surface forms',
      columns: [
        { title: 'form' },
        { title: 'total', format: count },
        { title: 'not the commonest', format: count },
        { title: 'labels' },
        { title: 'first' },
      ],
      groups: [
        formsShown.map(
          ({ form, total, minority, labels }): Row => [
            form,
            total,
            minority,
            labels.map(({ label, count: each }) => `${label} ${each}`).join(', '),
            labels.map(({ file, line }) => `${nameOf(file)}:${line + 1}`).join(', '),
          ],
        ),
      ],
      note: `${formsShown.length} of ${ambiguousForms}, the most ambiguous first. O: where it stands untagged.`,
    },
  ];
}

/** All figures in one table of long form, for other programs: a row a figure. */
export function statisticsCsv(report: DatasetStatistics): Table {
  const { files, overlaps, mostAmbiguous } = report;
  const rows: Row[] = [];
  const add = (file: string, measure: string, of: string, value: number | string): void => {
    rows.push([file, measure, of, String(value)]);
  };
  for (const file of files) {
    const { name, types, sentenceLengths, entityLengths, scheme, ...figures } = file;
    for (const [measure, value] of Object.entries(figures)) add(name, measure, '', value);
    add(name, 'scheme', '', scheme);
    for (const [type, { entities, surfaceForms }] of Object.entries(types)) {
      add(name, 'entitiesOfType', type, entities);
      add(name, 'surfaceFormsOfType', type, surfaceForms);
    }
    for (const [length, each] of sentenceLengths) add(name, 'sentencesOfLength', String(length), each);
    for (const [length, each] of entityLengths) add(name, 'entitiesOfLength', String(length), each);
  }
  for (const { file, other, unseenByType, ...figures } of overlaps) {
    const [name, of] = [files[file]?.name ?? '', files[other]?.name ?? ''];
    for (const [measure, value] of Object.entries(figures)) add(name, `overlap.${measure}`, of, value);
    for (const [type, value] of Object.entries(unseenByType)) add(name, `overlap.unseenEntities.${type}`, of, value);
  }
  for (const { form, labels } of mostAmbiguous) {
    for (const { label, count: each, file, line } of labels) {
      add(`${files[file]?.name}:${line + 1}`, `occurrences.${label}`, form, each);
    }
  }
  return { columns: ['file', 'measure', 'of', 'value'].map((title) => ({ title })), groups: [rows] };
}
