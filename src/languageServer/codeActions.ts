import type { CodeAction, CodeActionParams } from 'vscode-languageserver';
import type { Feature, Server } from './feature';
import type { OpenDocument } from './openDocument';
import { quickFixes } from './quickFixes';

/** Offers actions of one kind at a place. */
export interface ActionProvider {
  /** As the editor may ask for: `quickfix`, `refactor.rewrite.label`, … */
  readonly kinds: readonly string[];
  readonly actions: (
    server: Server,
    document: OpenDocument,
    parameters: CodeActionParams,
  ) => readonly CodeAction[] | Promise<readonly CodeAction[]>;
}

const providers: readonly ActionProvider[] = [quickFixes];

/** Answers with the actions of every kind that was asked for; without a wish, with all. */
export const codeActions: Feature = (server) => {
  server.connection.onCodeAction(async (parameters) => {
    const document = server.documents.get(parameters.textDocument.uri);
    if (!document) return [];
    const wanted = providers.filter(({ kinds }) => isWanted(kinds, parameters.context.only));
    const found = await Promise.all(wanted.map(({ actions }) => actions(server, document, parameters)));
    return found.flat();
  });
  return { codeActionProvider: { codeActionKinds: providers.flatMap(({ kinds }) => kinds) } };
};

/** A kind that is asked for includes those below it: `refactor` includes `refactor.rewrite`. */
function isWanted(kinds: readonly string[], only: readonly string[] | undefined): boolean {
  if (!only) return true;
  return kinds.some((kind) => only.some((asked) => kind === asked || kind.startsWith(`${asked}.`)));
}
