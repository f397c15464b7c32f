import type { AnnotatedTextEdit, ChangeAnnotation, CodeAction, WorkspaceEdit } from 'vscode-languageserver';
import { z } from 'zod';
import {
  type CellEdit,
  editTags,
  type LiveDocument,
  labelled,
  type Occurrence,
  occurrences,
  quoted,
  tagUse,
  whyNoTagPlace,
} from '../dataset';
import type { ActionProvider } from './codeActions';
import type { Server } from './feature';
import { editsOfAll, editsOfFile, type MakeEdits } from './fileEdits';
import { tokenPlace } from './places';
import { surfaceAt } from './references';
import { tellTooLarge } from './tellTooLarge';

const kind = 'refactor.rewrite.labelAll';

/** What a chosen action is to label; the edits are made when it is chosen, because a workspace may be large. */
const wish = z.object({
  uri: z.string(),
  tokens: z.array(z.string()).min(1),
  type: z.string(),
  everywhere: z.boolean(),
});
type Wish = z.infer<typeof wish>;

/**
 * Label all occurrences of an entity's words as it is labelled, in the file or the workspace. The editor shows each hit before anything is
 * changed; words that are a part of a longer entity stay as they are.
 */
export const labelAllActions: ActionProvider = {
  kinds: [kind],
  unasked: 'never',
  actions: (_server, { uri, live }, { range }) => {
    const place = tokenPlace(live, range.start);
    if (!place?.entity) return [];
    const { type } = place.entity;
    const tokens = [...surfaceAt(place)];
    const words = quoted(tokens);
    const data = (everywhere: boolean): Wish => ({ uri, tokens, type, everywhere });
    const here = countIn(live, tokens, type);
    const actions: CodeAction[] =
      here === 0
        ? []
        : [
            {
              title: `Label the ${here} other ${here === 1 ? 'occurrence' : 'occurrences'} of ${words} in this file as ${type}…`,
              kind,
              data: data(false),
            },
          ];
    return [
      ...actions,
      { title: `Label all occurrences of ${words} in the workspace as ${type}…`, kind, data: data(true) },
    ];
  },
  resolve: async (server, action) => {
    const parsed = wish.safeParse(action.data);
    return parsed.success ? { ...action, edit: await labelAll(server, parsed.data) } : action;
  },
};

const annotations: Readonly<Record<'untagged' | 'other', ChangeAnnotation>> = {
  untagged: { label: 'Not labelled so far', needsConfirmation: true },
  other: { label: 'Labelled as another type so far', needsConfirmation: true },
};

async function labelAll(server: Server, { uri, tokens, type, everywhere }: Wish): Promise<WorkspaceEdit> {
  const make: MakeEdits = ({ live }) => editsIn(live, tokens, type);
  if (everywhere) {
    const tooLarge = await server.workspace.tooLarge();
    const documentChanges = await editsOfAll(server, uri, make);
    tellTooLarge(server.connection, tooLarge, 'labelled');
    return { documentChanges, changeAnnotations: annotations };
  }
  const here = await editsOfFile(server, uri, make);
  return { documentChanges: here && here.edits.length > 0 ? [here] : [], changeAnnotations: annotations };
}

function countIn(live: LiveDocument, tokens: readonly string[], type: string): number {
  let count = 0;
  for (const hits of hitsBySentence(live, tokens, type)) count += hits.length;
  return count;
}

type Hits = readonly [Occurrence, ...Occurrence[]];

/** The occurrences that are to be labelled, those of a sentence together; of those that overlap, the first. */
function* hitsBySentence(live: LiveDocument, tokens: readonly string[], type: string): Generator<Hits> {
  let hits: [Occurrence, ...Occurrence[]] | undefined;
  for (const found of occurrences(live, tokens)) {
    if (!isToLabel(live, found, type)) continue;
    const last = hits?.at(-1);
    if (hits && last?.sentence.index === found.sentence.index) {
      if (last.end <= found.start) hits.push(found);
      continue;
    }
    if (hits) yield hits;
    hits = [found];
  }
  if (hits) yield hits;
}

/** What is a part of a longer entity stays as it is, and so does a line with something else than a tag in its place. */
function isToLabel(
  live: LiveDocument,
  { sentence, start, end, entity, overlapping }: Occurrence,
  type: string,
): boolean {
  if (overlapping.length > 0 || entity?.type === type) return false;
  return sentence.lines.slice(start, end).every((line) => !whyNoTagPlace(live, line));
}

function editsIn(live: LiveDocument, tokens: readonly string[], type: string): AnnotatedTextEdit[] {
  if (live.tagColumn < 0) return [];
  const { scheme } = tagUse(live);
  const edits: AnnotatedTextEdit[] = [];
  for (const hits of hitsBySentence(live, tokens, type)) {
    const [{ sentence }] = hits;
    const tags = hits.reduce(
      (before: readonly string[], { start, end }) => labelled(before, { start, end, type }, scheme),
      sentence.tags,
    );
    const cells = editTags(live, sentence, tags);
    for (const [index, hit] of hits.entries()) {
      // What adjoins and is written otherwise goes with the hit above it, and above the first with that.
      const from = index === 0 ? 0 : lineOf(hit);
      const next = hits[index + 1];
      const to = next ? lineOf(next) : live.lineCount;
      const edit = joined(
        live,
        cells.filter(({ line }) => from <= line && line < to),
      );
      if (edit) edits.push({ ...edit, annotationId: hit.entity ? 'other' : 'untagged' });
    }
  }
  return edits;
}

const lineOf = ({ sentence, start }: Occurrence): number => sentence.lines[start] ?? 0;

/** One edit for the tags of one hit, so that it is taken or left as a whole; what stands between them is written as it stands. */
function joined(live: LiveDocument, cells: readonly CellEdit[]): Omit<AnnotatedTextEdit, 'annotationId'> | undefined {
  const [first, last] = [cells[0], cells.at(-1)];
  if (!first || !last) return undefined;
  let newText = '';
  for (let line = first.line; line <= last.line; line++) {
    const text = live.lineText(line);
    const edit = cells.find((each) => each.line === line);
    const from = line === first.line ? first.start : 0;
    const to = line === last.line ? last.end : text.length;
    newText += edit ? text.slice(from, edit.start) + edit.newText + text.slice(edit.end, to) : text.slice(from, to);
    if (line < last.line) newText += live.endOfLine;
  }
  return {
    range: { start: { line: first.line, character: first.start }, end: { line: last.line, character: last.end } },
    newText,
  };
}
