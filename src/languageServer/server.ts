import { constants, setPriority } from 'node:os';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './serve';

/** Nicer than the editor, less nice than a training beside it. */
const behindEditor = constants.priority.PRIORITY_BELOW_NORMAL;

// Where processors are few, VS Code draws a file before the whole of it is checked.
if (process.argv.includes('--node-ipc')) {
  try {
    setPriority(behindEditor);
  } catch {
    // Some systems forbid it, and all goes on as before.
  }
}

// The transport is the command line's: --node-ipc from VS Code, --stdio from other editors.
serve(createConnection(ProposedFeatures.all));
