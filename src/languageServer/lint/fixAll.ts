import {
  type CodeAction,
  type Diagnostic,
  LSPErrorCodes,
  ResponseError,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { z } from 'zod';
import { type Fix, LiveLint, type Problem, type TextChange } from '../../dataset';
import type { ActionProvider } from '../codeActions';
import type { Server } from '../feature';
import { editsOfAll, editsOfFile, type MakeEdits } from '../fileEdits';
import type { OpenDocument } from '../openDocument';
import { tellTooLarge } from '../tellTooLarge';
import type { WorkspaceFile } from '../workspaceFiles';
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
  actions: async (server, { uri }, { context }) => {
    if (!context.only) return [];
    const make = fixing(
      server,
      () => true,
      ({ safe }) => safe,
    );
    const change = await editsOfFile(server, uri, make);
    if (!change || change.edits.length === 0) return [];
    const edit = { documentChanges: [change] };
    return [{ title: 'Fix all that is safe to fix', kind: 'source.fixAll.conll', edit }];
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
  const isOffered = (now: number | null | undefined) => now === version;
  const change = isOffered(server.documents.get(uri)?.version)
    ? await editsOfFile(server, uri, fixing(server, isOf(code)))
    : undefined;
  if (!change || !isOffered(change.textDocument.version)) {
    throw new ResponseError(LSPErrorCodes.ContentModified, 'The file has changed since: ask for its fixes again.');
  }
  return { ...action, edit: { documentChanges: [change] } };
}

/** In files that are open and in those that are not; each edit is shown before anything is changed. */
async function fixWorkspace(server: Server, asked: string, code: string): Promise<WorkspaceEdit> {
  const make = fixing(server, isOf(code));
  const annotated: MakeEdits = async (...file) =>
    (await make(...file)).map((edit) => ({ ...edit, annotationId: code }));
  const tooLarge = await server.workspace.tooLarge();
  const documentChanges = await editsOfAll(server, asked, annotated);
  tellTooLarge(server.connection, tooLarge, 'fixed');
  return {
    documentChanges,
    changeAnnotations: { [code]: { label: `Fix ${code}`, needsConfirmation: true } },
  };
}

function isOf(code: string): (each: string) => boolean {
  return (each) => each === code;
}

/** Makes the edits of all fixes of some rules; of those that overlap, the first. */
function fixing(
  { documents, diagnostics }: Server,
  wanted: (code: string) => boolean,
  taken: (fix: Fix) => boolean = () => true,
): (...file: Parameters<MakeEdits>) => Promise<TextEdit[]> {
  const lintOf = async ({ uri, live }: WorkspaceFile, isCurrent: () => boolean): Promise<LiveLint> => {
    const open = documents.get(uri);
    if (open) return diagnostics.current(open);
    const lint = new LiveLint(await diagnostics.optionsFor(uri));
    await inSlices(lint.follow(live), isCurrent);
    return lint;
  };
  return async (file, isCurrent) => {
    const lint = await lintOf(file, isCurrent);
    const edits: TextChange[] = [];
    await inSlices(collect(lint.allProblems(wanted), taken, edits), isCurrent);
    return toEdits(edits);
  };
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
