import * as vscode from 'vscode';

/** Why a command cannot run now, said to the user; undefined when it can. */
export type Precondition = () => string | undefined;

/** One row of the command table. The menus and the palette are declared in package.json under the same id. */
export interface Command {
  readonly id: string;
  /** Menus pass what was clicked; the palette and keys nothing. */
  readonly run: (...clicked: never[]) => unknown;
  /** Checked again here, because keybindings and other extensions bypass the `enablement` of package.json. */
  readonly when?: Precondition;
}

/** Registers every command of the table; a failure that a command did not handle is shown, never swallowed. */
export function registerCommands(commands: readonly Command[]): vscode.Disposable {
  return vscode.Disposable.from(
    ...commands.map(({ id, run, when }) =>
      vscode.commands.registerCommand(id, async (...clicked: unknown[]) => {
        const refusal = when?.();
        if (refusal !== undefined) {
          void vscode.window.showWarningMessage(refusal);
          return;
        }
        try {
          await run(...(clicked as never[]));
        } catch (error) {
          void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
        }
      }),
    ),
  );
}

export const needsTrust: Precondition = () =>
  vscode.workspace.isTrusted
    ? undefined
    : vscode.l10n.t(
        'This needs a trusted workspace: it sends text to a server or starts a program. Run "Workspaces: Manage Workspace Trust" first.',
      );

export const needsFolder: Precondition = () =>
  needsTrust() ??
  ((vscode.workspace.workspaceFolders?.length ?? 0) > 0
    ? undefined
    : vscode.l10n.t('Training writes its runs into a folder: open the folder that holds your CoNLL files first.'));
