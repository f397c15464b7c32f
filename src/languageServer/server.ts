import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './serve';

// The transport is the command line's: --node-ipc from VS Code, --stdio from other editors.
serve(createConnection(ProposedFeatures.all));
