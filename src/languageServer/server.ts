import { constants, setPriority } from 'node:os';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './serve';

// Where processors are few, the editor is drawn before a whole file is checked.
try {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
} catch {
  // Some systems forbid it, and all goes on as before.
}

// The transport is the command line's: --node-ipc from VS Code, --stdio from other editors.
serve(createConnection(ProposedFeatures.all));
