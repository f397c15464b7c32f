import { type CodeAction, type CodeActionParams, CodeActionTriggerKind, type Range } from 'vscode-languageserver';
import type { Feature, Server } from './feature';
import { labelActions } from './labelActions';
import { labelAllActions } from './labelAllActions';
import { fixAll } from './lint/fixAll';
import { quickFixes } from './lint/quickFixes';
import type { OpenDocument } from './openDocument';
import { schemeActions } from './schemeActions';
import { sentenceActions } from './sentenceActions';

/** Offers actions of one kind at a place. */
export interface ActionProvider {
  /** As the editor may ask for: `quickfix`, `refactor.rewrite.label`, … */
  readonly kinds: readonly string[];
  /** When an editor may show its light bulb for them without being asked: a bulb at every line would say nothing. */
  readonly unasked: 'always' | 'on a selection' | 'never';
  readonly actions: (
    server: Server,
    document: OpenDocument,
    parameters: CodeActionParams,
  ) => readonly CodeAction[] | Promise<readonly CodeAction[]>;
  /** Fills in the edit of an action that came without, when it was chosen. */
  readonly resolve?: (server: Server, action: CodeAction) => Promise<CodeAction>;
}

const providers: readonly ActionProvider[] = [
  quickFixes,
  fixAll,
  labelActions,
  labelAllActions,
  sentenceActions,
  schemeActions,
];

/** Answers with the actions of every kind that was asked for; without a wish, with all. */
export const codeActions: Feature = (server) => {
  server.connection.onCodeAction(async (parameters) => {
    const document = server.documents.get(parameters.textDocument.uri);
    if (!document) return [];
    const { only, triggerKind } = parameters.context;
    const unasked = triggerKind === CodeActionTriggerKind.Automatic && !only;
    const wanted = providers.filter(
      (provider) => isWanted(provider.kinds, only) && (!unasked || isUnasked(provider, parameters.range)),
    );
    const found = await Promise.all(wanted.map(({ actions }) => actions(server, document, parameters)));
    return found.flat().map((action) => forClient(server, action));
  });
  server.connection.onCodeActionResolve(async (action) => {
    const provider = providers.find(({ kinds }) => action.kind !== undefined && kinds.includes(action.kind));
    return forClient(server, (await provider?.resolve?.(server, action)) ?? action);
  });
  return {
    codeActionProvider: { codeActionKinds: providers.flatMap(({ kinds }) => kinds), resolveProvider: true },
  };
};

function forClient({ clientEdits }: Server, action: CodeAction): CodeAction {
  return action.edit ? { ...action, edit: clientEdits.of(action.edit) } : action;
}

function isUnasked({ unasked }: ActionProvider, { start, end }: Range): boolean {
  const selection = start.line !== end.line || start.character !== end.character;
  return unasked === 'always' || (unasked === 'on a selection' && selection);
}

/** A kind that is asked for includes those below it: `refactor` includes `refactor.rewrite`. */
function isWanted(kinds: readonly string[], only: readonly string[] | undefined): boolean {
  if (!only) return true;
  return kinds.some((kind) => only.some((asked) => kind === asked || kind.startsWith(`${asked}.`)));
}
