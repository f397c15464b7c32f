import {
  type AnnotatedTextEdit,
  type CodeAction,
  type Diagnostic,
  LSPErrorCodes,
  ResponseError,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { z } from 'zod';
import { type Fix, LiveLint, type Problem, type TextChange } from '../../dataset';
import type { ActionProvider } from '../codeActions';
import type { Server } from '../feature';
import type { OpenDocument } from '../openDocument';
import { mustBeUtf8 } from '../workspaceFiles';
import { inSlices } from './slices';

/** What a chosen action is to fix; the edits are made when it is chosen, because files may be long and many. */
const wish = z.object({
  uri: z.string(),
  version: z.number(),
  code: z.string(),
  everywhere: z.boolean(),
});
type Wish = z.infer<typeof wish>;

/** Everything that can be fixed without a person's look, as editors ask for it when a file is saved. */
export const fixAll: ActionProvider = {
  kinds: ['source.fixAll.conll'],
  unasked: 'never',
  actions: async ({ diagnostics }, document, { context }) => {
    if (!context.only) return [];
    const lint = await diagnostics.current(document);
    const edits = await fixesOf(
      lint,
      () => true,
      ({ safe }) => safe,
    );
    if (edits.length === 0) return [];
    const documentChanges = [{ textDocument: { uri: document.uri, version: document.version }, edits }];
    return [{ title: 'Fix all that is safe to fix', kind: 'source.fixAll.conll', edit: { documentChanges } }];
  },
};

/** Actions to fix all problems of a kind, in the file and in the workspace. */
export function fixAllLater(
  lint: LiveLint,
  { uri, version }: OpenDocument,
  code: string,
  diagnostic: Diagnostic,
): CodeAction[] {
  const action = (title: string, everywhere: boolean): CodeAction => ({
    title,
    kind: 'quickfix',
    diagnostics: [diagnostic],
    data: { uri, version, code, everywhere } satisfies Wish,
  });
  const several = (lint.counts.get(code) ?? 0) > 1;
  return [
    ...(several ? [action('Fix all of this kind in the file', false)] : []),
    action('Fix all of this kind in the workspace…', true),
  ];
}

/** @throws ResponseError when the document has changed since the action was offered */
export async function fixAllNow(server: Server, action: CodeAction): Promise<CodeAction> {
  const parsed = wish.safeParse(action.data);
  if (!parsed.success) return action;
  const { uri, version, code, everywhere } = parsed.data;
  if (everywhere) return { ...action, edit: await fixWorkspace(server, uri, code) };
  const document = server.documents.get(uri);
  if (document?.version !== version) {
    throw new ResponseError(LSPErrorCodes.ContentModified, 'The file has changed since: ask for its fixes again.');
  }
  const edits = await fixesOf(await server.diagnostics.current(document), (each) => each === code);
  return { ...action, edit: { documentChanges: [{ textDocument: { uri, version }, edits }] } };
}

/** In files that are open and in those that are not; each edit is shown before anything is changed. */
async function fixWorkspace(
  { documents, diagnostics, workspace }: Server,
  asked: string,
  code: string,
): Promise<WorkspaceEdit> {
  const documentChanges: TextDocumentEdit[] = [];
  const add = (uri: string, version: number | null, edits: TextEdit[]): void => {
    const annotated = edits.map((edit): AnnotatedTextEdit => ({ ...edit, annotationId: code }));
    if (edits.length > 0) documentChanges.push({ textDocument: { uri, version }, edits: annotated });
  };
  for await (const file of workspace.all(asked)) {
    const open = documents.get(file.uri);
    if (open) {
      const lint = await diagnostics.current(open);
      add(file.uri, open.version, await fixesOf(lint, (each) => each === code));
      continue;
    }
    const lint = new LiveLint(await diagnostics.optionsFor(file.uri));
    await inSlices(lint.follow(file.live), () => true);
    const edits = await fixesOf(lint, (each) => each === code);
    if (edits.length > 0) mustBeUtf8(file);
    add(file.uri, file.version, edits);
  }
  return {
    documentChanges,
    changeAnnotations: { [code]: { label: `Fix ${code}`, needsConfirmation: true } },
  };
}

/** The edits of all fixes of some rules; of those that overlap, the first. */
async function fixesOf(
  lint: LiveLint,
  wanted: (code: string) => boolean,
  taken: (fix: Fix) => boolean = () => true,
): Promise<TextEdit[]> {
  const edits: TextChange[] = [];
  await inSlices(collect(lint.allProblems(wanted), taken, edits), () => true);
  return toEdits(edits);
}

function* collect(
  stretches: Iterable<readonly Problem[]>,
  taken: (fix: Fix) => boolean,
  edits: TextChange[],
): Generator<number> {
  for (const problems of stretches) {
    for (const { fix } of problems) {
      if (!fix || !taken(fix)) continue;
      const last = edits.at(-1)?.end;
      const sorted = [...fix.edits].sort((a, b) => before(a.start, b.start));
      // A fix is applied as a whole or not at all.
      if (last && sorted.some(({ start }) => before(start, last) < 0)) continue;
      edits.push(...sorted);
    }
    yield 0;
  }
}

function before(a: TextChange['start'], b: TextChange['start']): number {
  return a.line - b.line || a.character - b.character;
}

export function toEdits(edits: readonly TextChange[]): TextEdit[] {
  return edits.map(({ start, end, newText }) => ({ range: { start, end }, newText }));
}
