import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';
import { getVSCode } from '../get-vscode.mjs';
import { createPackage } from '../package.mjs';
import { installExtension, startVSCode } from '../vscode-server.mjs';

const cache = path.resolve(import.meta.dirname, '../../.cache/start');

/** Step 5: a VS Code server on 127.0.0.1 with the packaged extension, until Ctrl-C. @param {string} workspace */
export async function openEditor(workspace) {
  const vscode = getVSCode('latest');
  const extensions = path.join(cache, 'extensions');
  await installExtension(vscode, await createPackage(), extensions);
  const server = await startVSCode({
    vscode,
    extensions,
    profile: path.join(cache, 'profile'),
    token: randomBytes(24).toString('base64url'),
  });
  const url = server.url(workspace, [['openFile', server.remoteUri(path.join(workspace, 'original.conll'))]]);
  console.log(`\nOpen this address in a browser on this machine:\n\n  ${url}\n`);
  console.log(
    'In it, run "CoNLL: Open Training Panel" (F1) for the runs and their tables. Ctrl-C here ends the server.',
  );
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await server.stop();
}
