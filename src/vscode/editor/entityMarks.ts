import {
  decodeEntities,
  disagreeingTokens,
  type Entity,
  type LiveDocument,
  quoted,
  type Sentence,
  stretches,
} from '../../dataset';
import { entityBox, type LineSpan } from './entityBoxes';

/** How entities are drawn: the setting conllDistill.entityStyle. */
export const ENTITY_STYLES = ['box', 'underline', 'gutter'] as const;
export type EntityStyle = (typeof ENTITY_STYLES)[number];

/** A kind of stroke; `gutter` ones are brackets beside the lines of an entity. */
export const STROKES = [
  'whole',
  'sides',
  'tops',
  'bottoms',
  'underline',
  'gutterOnly',
  'gutterFirst',
  'gutterMiddle',
  'gutterLast',
] as const;
export type Stroke = (typeof STROKES)[number];

/** A stretch of a line to be drawn on, in the colour of an entity type. */
export interface Mark extends LineSpan {
  readonly stroke: Stroke;
  readonly type: string;
  /** Of a column beside the tag column. */
  readonly beside: boolean;
}

/** What stands after a line's end: an entity's type, and what other columns say instead. */
export interface LineNote {
  readonly line: number;
  /** Of the entity that begins there in the tag column. */
  readonly type?: string;
  /** What each column that disagrees says of the disagreement that begins there; nothing where it has no entity. */
  readonly others: readonly { readonly column: number; readonly entities: readonly string[] }[];
}

export interface SentenceMarks {
  readonly marks: readonly Mark[];
  readonly notes: readonly LineNote[];
  /** Tags that columns disagree on. */
  readonly disagreeing: readonly LineSpan[];
}

/**
 * All that is drawn for a sentence.
 * @param columns that are compared, the tag column among them
 */
export function sentenceMarks(
  live: LiveDocument,
  sentence: Sentence,
  columns: readonly number[],
  style: EntityStyle,
): SentenceMarks {
  const beside = columns.filter((column) => column !== live.tagColumn);
  const own = decodeEntities(sentence.tags);
  const others = beside.map((column) => {
    const tags = live.tags(sentence, column);
    return { column, tags, entities: decodeEntities(tags), differing: disagreeingTokens([sentence.tags, tags]) };
  });
  if (own.length === 0 && others.every(({ entities }) => entities.length === 0)) {
    return { marks: [], notes: [], disagreeing: [] };
  }
  const cells = sentence.lines.map((line) => live.cells(line));
  const spans = (column: number): LineSpan[] =>
    sentence.lines.map((line, token) => {
      const cell = cells[token]?.[column];
      return { line, start: cell?.start ?? 0, end: cell?.end ?? 0 };
    });
  const [tokens, tags] = [spans(live.tokenColumn), spans(live.tagColumn)];
  const notes = new Map<number, LineNote>();
  for (const { type, start } of own) {
    const line = sentence.lines[start] ?? 0;
    notes.set(line, { line, type, others: [] });
  }
  const disagreeing: LineSpan[] = [];
  for (const { start, end } of stretches(disagreeingTokens([sentence.tags, ...others.map((other) => other.tags)]))) {
    const line = sentence.lines[start] ?? 0;
    const within = ({ start: first, end: last }: Entity) => first < end && start < last;
    const said = others
      .filter(({ differing }) => differing.some((token) => start <= token && token < end))
      .map(({ column, entities }) => ({
        column,
        entities: names(sentence, entities.filter(within), own.filter(within)),
      }));
    notes.set(line, { line, ...notes.get(line), others: said });
    disagreeing.push(...tags.slice(start, end));
  }
  return {
    marks: [
      ...own.flatMap((entity) => strokes(entity, tokens, style, false)),
      ...others.flatMap(({ column, entities }) =>
        entities.flatMap((entity) => strokes(entity, spans(column), style === 'box' ? 'box' : 'underline', true)),
      ),
    ],
    notes: [...notes.values()],
    disagreeing,
  };
}

/** Entities by their types; where those are the same as the other ones', by their words too, for that is the difference. */
function names({ tokens }: Sentence, entities: readonly Entity[], others: readonly Entity[]): string[] {
  const types = entities.map(({ type }) => type);
  if (types.join(' ') !== others.map(({ type }) => type).join(' ')) return types;
  return entities.map(({ type, start, end }) => `${type} ${quoted(tokens.slice(start, end))}`);
}

/** @param tokens where the sentence's tokens stand in the column that is drawn on, one a token */
function strokes(entity: Entity, tokens: readonly LineSpan[], style: EntityStyle, beside: boolean): Mark[] {
  const { type, start, end } = entity;
  const drawn = (stroke: Stroke, spans: readonly LineSpan[]): Mark[] =>
    spans.map((span) => ({ ...span, stroke, type, beside }));
  const spans = tokens.slice(start, end);
  switch (style) {
    case 'box': {
      const { whole, sides, tops, bottoms } = entityBox(spans);
      return [...drawn('whole', whole), ...drawn('sides', sides), ...drawn('tops', tops), ...drawn('bottoms', bottoms)];
    }
    case 'underline':
      return drawn('underline', spans);
    case 'gutter':
      return spans.flatMap((span, index) => drawn(bracket(index, spans.length), [span]));
  }
}

function bracket(index: number, count: number): Stroke {
  if (count === 1) return 'gutterOnly';
  if (index === 0) return 'gutterFirst';
  return index === count - 1 ? 'gutterLast' : 'gutterMiddle';
}
