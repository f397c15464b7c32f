import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { getVSCode } from '../../scripts/get-vscode.mjs';
import { packagePath } from '../../scripts/package.mjs';
import { installExtension, startVSCode } from '../../scripts/vscode-server.mjs';
import { startBrowser } from '../host/browser.mjs';
import { Workbench } from './workbench';

const root = path.resolve(import.meta.dirname, '../..');

export interface OpenedWorkspace {
  readonly folder: string;
  readonly workbench: Workbench;
  /** Takes a last picture, for whoever wants to know how it ended. */
  close(): Promise<void>;
}

/**
 * A VS Code with the packaged extension on a new workspace.
 * @param name of the test: of its scratch folder and its artifacts
 * @param files by their paths in the workspace; the first is opened
 * @param env more environment of VS Code's server, and so of the extension
 */
export async function openWorkspace(
  name: string,
  files: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = {},
): Promise<OpenedWorkspace> {
  const vsix = packagePath();
  if (!existsSync(vsix)) throw new Error(`${vsix} is missing: npm run package`);
  const scratch = path.join(root, '.cache', name);
  const artifacts = path.join(root, 'artifacts', name);
  const folder = path.join(scratch, 'workspace');
  for (const old of [scratch, artifacts]) await rm(old, { recursive: true, force: true });
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
  const vscode = getVSCode('latest');
  const extensions = path.join(scratch, 'extensions');
  await installExtension(vscode, vsix, extensions);
  const server = await startVSCode({ vscode, extensions, profile: path.join(scratch, 'profile'), settings: {}, env });
  const browser = await startBrowser(server.port);
  const workbench = new Workbench(browser.page, artifacts);
  const [first = ''] = Object.keys(files);
  await workbench.open(server.url(folder, [['openFile', server.remoteUri(path.join(folder, first))]]));
  await workbench.tab(path.basename(first)).waitFor();
  return {
    folder,
    workbench,
    async close() {
      await workbench.screenshot('end');
      await browser.stop();
      await server.stop();
    },
  };
}
