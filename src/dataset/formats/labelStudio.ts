import { DatasetError } from '../datasetError';
import type { AnnotatedText, TextSpan } from './annotatedText';
import { exportTexts, idAsNumber } from './exportTexts';
import { Findings, type Place, placeInWords } from './finding';
import type { Format, ImportOptions } from './format';
import { importTexts, rangeIn } from './importTexts';
import type { JsonNode } from './jsonNode';
import { jsonRecords } from './jsonRecords';
import { type OffsetUnit, offsetTable, unitsAgree } from './offsets';

/**
 * Label Studio's JSON: a list of tasks, or a task a line; with annotations or predictions, or the short "JSON-MIN". Offsets
 * count code points since 1.5, UTF-16 code units before: the texts of the regions tell which.
 * https://labelstud.io/guide/task_format
 */
export const labelStudio: Format = {
  id: 'label-studio',
  label: 'Label Studio JSON',
  description: 'Tasks with annotations, to import into and export from Label Studio',
  endings: ['.json', '.jsonl'],
  detects: (source) => {
    const [task] = jsonRecords(source);
    if (task === undefined) return false;
    const hasData = task.get('data').isObject() && !task.get('text').exists();
    return hasData || minimalKey(task) !== undefined;
  },
  read: (sources, options) => {
    const findings = new Findings();
    const texts = sources.flatMap((source) => jsonRecords(source).map((task) => readTask(task, options, findings)));
    return importTexts(texts, options, findings);
  },
  write: (document, options) => {
    const findings = new Findings();
    const texts = exportTexts(document, options, findings, { betweenSentences: '\n' });
    const tasks = texts.map(({ text, spans, id }) => {
      const table = offsetTable(text, options.offsets ?? 'code-points');
      const result = spans.map(({ start, end, type }, index) => ({
        id: `e${index + 1}`,
        from_name: 'label',
        to_name: 'text',
        type: 'labels',
        value: {
          start: table.fromUtf16(start),
          end: table.fromUtf16(end),
          text: text.slice(start, end),
          labels: [type],
        },
      }));
      return { ...(id === undefined ? {} : { id: idAsNumber(id) }), data: { text }, annotations: [{ result }] };
    });
    return { files: [{ name: '.json', text: `${JSON.stringify(tasks, undefined, 2)}\n` }], findings: findings.all };
  },
};

function readTask(task: JsonNode, options: ImportOptions, findings: Findings): AnnotatedText {
  const data = task.get('data').isObject() ? task.get('data') : task;
  const key = textKey(data, task);
  const text = data.get(key).string();
  const place = task.place;
  const minimal = data === task ? minimalKey(task) : undefined;
  if (data !== task) {
    for (const other of data.keys()) {
      if (other !== key) findings.loss('metadata', `data.${other} = ${shortJson(data.get(other).value)}`, place);
    }
  }
  const regions = minimal === undefined ? regionsOf(task, findings) : task.get(minimal).list();
  const id = task.get('id').name();
  const spans = regions.flatMap((region) => readRegion(region, minimal !== undefined, text, options.offsets, findings));
  return { text, spans, place, ...(id === undefined ? {} : { id }) };
}

/** The results of the annotation that counts: ground truth, else the first that was not cancelled; else a prediction. */
function regionsOf(task: JsonNode, findings: Findings): JsonNode[] {
  const annotations = task.first('annotations', 'completions').optionalList();
  const predictions = task.get('predictions').optionalList();
  const usable = annotations.filter((each) => each.get('was_cancelled').value !== true);
  const chosen = usable.find((each) => each.get('ground_truth').value === true) ?? usable[0];
  for (const other of annotations) {
    if (other !== chosen)
      findings.loss('other-annotation', `${other.path} (${regionCount(other)} regions)`, task.place);
  }
  const [prediction] = predictions;
  const taken = chosen ?? prediction;
  if (!chosen && prediction) {
    const version = prediction.get('model_version').name() ?? 'a model';
    findings.change(
      'used-prediction',
      `nobody has annotated the text: the prediction of ${version} is used`,
      task.place,
    );
  }
  for (const other of predictions) {
    if (other !== taken) findings.loss('prediction', `${other.path} (${regionCount(other)} regions)`, task.place);
  }
  return taken?.get('result').optionalList() ?? [];
}

function regionCount(annotation: JsonNode): number {
  return annotation.get('result').isList() ? annotation.get('result').list().length : 0;
}

function readRegion(
  region: JsonNode,
  minimal: boolean,
  text: string,
  unit: OffsetUnit | undefined,
  findings: Findings,
): TextSpan[] {
  const { place } = region;
  const type = region.get('type').name() ?? 'labels';
  if (type === 'relation') {
    const label = region.get('labels').isList() ? region.get('labels').list()[0]?.name() : undefined;
    const ends = `${region.get('from_id').name()} to ${region.get('to_id').name()}`;
    findings.loss('relation', `${label ?? 'relation'} from ${ends}`, place);
    return [];
  }
  const value = minimal ? region : region.get('value');
  if (!minimal && type !== 'labels' && type !== 'hypertextlabels') {
    findings.loss('attribute', `${type} "${region.get('from_name').name() ?? ''}" = ${shortJson(value.value)}`, place);
    return [];
  }
  if (region.get('score').exists())
    findings.loss('confidence', `${region.path}.score = ${region.get('score').name()}`, place);
  if (region.get('meta').exists()) findings.loss('note', shortJson(region.get('meta').value), place);
  const labels = value
    .first('labels', 'hypertextlabels')
    .optionalList()
    .map((label) => label.string());
  const [first, ...others] = labels;
  const offsets = value.get('globalOffsets').isObject() ? value.get('globalOffsets') : value;
  const range = { start: offsets.get('start').index(), end: offsets.get('end').index() };
  const shown = value.get('text').name();
  const span = placeRegion(text, range, shown, unit, place, findings);
  if (first === undefined || first === '') {
    findings.loss('unlabelled-span', `"${text.slice(span.start, span.end)}"`, place);
    return [];
  }
  for (const other of others) findings.loss('second-label', `${other} of "${text.slice(span.start, span.end)}"`, place);
  return [{ ...span, type: first, place }];
}

/** @throws DatasetError when the text at the offsets is not the region's own */
function placeRegion(
  text: string,
  range: { readonly start: number; readonly end: number },
  shown: string | undefined,
  unit: OffsetUnit | undefined,
  place: Place,
  findings: Findings,
) {
  const fits = ({ start, end }: { start: number; end: number }): boolean =>
    shown === undefined || comparable(text.slice(start, end)) === comparable(shown);
  const usual = unit ?? 'code-points';
  const units: readonly OffsetUnit[] =
    unit !== undefined || shown === undefined || unitsAgree(text) ? [usual] : ['code-points', 'utf-16'];
  for (const candidate of units) {
    const table = offsetTable(text, candidate);
    const [start, end] = [table.toUtf16(range.start), table.toUtf16(range.end)];
    if (start === undefined || end === undefined || !fits({ start, end })) continue;
    if (candidate !== usual) findings.change('offset-unit', `"${shown}" is placed by UTF-16 code units`, place);
    return { start, end };
  }
  const span = rangeIn(offsetTable(text, usual), range, shown === undefined ? 'a region' : `"${shown}"`, place);
  throw new DatasetError(
    `${placeInWords(place)}: a region should be "${shown}", but at ${range.start} to ${range.end} its text says "${text.slice(span.start, span.end)}". Do the annotations belong to another text?`,
    place,
  );
}

/** Label Studio writes line ends as \n in two characters, and may trim. */
function comparable(text: string): string {
  return text.replace(/\\n|\s+/gu, ' ').trim();
}

/** Which field of the data is the text: the one named so, or the only text there is. */
function textKey(data: JsonNode, task: JsonNode): string {
  if (typeof data.get('text').value === 'string') return 'text';
  const texts = data.keys().filter((key) => typeof data.get(key).value === 'string');
  const [only] = texts;
  if (only !== undefined && texts.length === 1) return only;
  throw new DatasetError(
    `${placeInWords(task.place)}: no field of the task's data is its text. Expected "data": { "text": "…" }, found ${data.keys().join(', ') || 'nothing'}.`,
    task.place,
  );
}

/** In JSON-MIN regions stand in a field with the name of the labels' control. */
function minimalKey(task: JsonNode): string | undefined {
  return task.keys().find((key) => {
    const items = task.get(key).isList() ? task.get(key).list() : [];
    return items.length > 0 && items.every((item) => item.get('labels').isList() && item.get('start').exists());
  });
}

function shortJson(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
