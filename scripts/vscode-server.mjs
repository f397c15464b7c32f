// Starts the VS Code server of get-vscode.mjs on 127.0.0.1: for `npm start`, for the tests in a real VS Code.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/**
 * @typedef {object} ServerOptions
 * @property {import('./get-vscode.mjs').VSCode} vscode
 * @property {string} profile folder of the server's own data: settings, state, logs
 * @property {string} extensions folder of the installed extensions
 * @property {string} [token] the connection token that the browser must show; none where absent
 * @property {Record<string, unknown>} [settings] on top of vscode-settings.json
 * @property {string[]} [args] more arguments of the server
 * @property {NodeJS.ProcessEnv} [env] more environment of the server and its extension host
 */

/**
 * @typedef {object} RunningServer
 * @property {number} port
 * @property {(folder: string, payload?: [string, string][]) => string} url of the workbench with a folder open. The payload
 *   is VS Code's own: `['openFile', remoteUri(file)]` opens a file at once.
 * @property {(file: string) => string} remoteUri of a file on this machine, as the browser's side names it
 * @property {() => Promise<void>} stop
 */

const startTimeout = 30_000;

/**
 * The server serves user settings to the browser's client; settings of machine scope count only in the Machine file.
 * @param {ServerOptions} options
 */
function writeSettings({ profile, settings }) {
  const base = JSON.parse(readFileSync(path.join(import.meta.dirname, 'vscode-settings.json'), 'utf8'));
  for (const [scope, values] of Object.entries({ User: { ...base, ...settings }, Machine: { ...settings } })) {
    const folder = path.join(profile, 'data', scope);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'settings.json'), `${JSON.stringify(values, null, 2)}\n`);
  }
}

/** Ends the server with every process that it started. @param {import('node:child_process').ChildProcess} server */
async function stop(server) {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGKILL'])) {
    try {
      process.kill(process.platform === 'win32' ? server.pid : -server.pid, signal);
    } catch {
      return;
    }
    if (await Promise.race([exited.then(() => true), sleep(3000, false, { ref: false })])) return;
  }
}

/**
 * Starts a server on a free port and resolves once it answers.
 * @param {ServerOptions} options
 * @returns {Promise<RunningServer>} rejects with the log's place when the server does not start
 */
export async function startVSCode(options) {
  const { vscode, profile, extensions, token, args = [], env = {} } = options;
  writeSettings(options);
  mkdirSync(extensions, { recursive: true });
  const logFile = path.join(profile, 'server.log');
  const log = openSync(logFile, 'w');
  const server = spawn(
    vscode.node,
    [
      path.join(vscode.server, 'out/server-main.js'),
      ...['--host', '127.0.0.1', '--port', '0'],
      ...(token ? ['--connection-token', token] : ['--without-connection-token']),
      ...['--server-data-dir', profile, '--extensions-dir', extensions],
      ...['--accept-server-license-terms', '--disable-telemetry', '--disable-workspace-trust'],
      ...args,
    ],
    { stdio: ['ignore', log, log], env: { ...process.env, ...env }, detached: process.platform !== 'win32' },
  );
  closeSync(log);
  const deadline = Date.now() + startTimeout;
  const failed = async () => {
    await stop(server);
    return new Error(`the VS Code server did not start: see ${logFile}`);
  };
  let port = 0;
  for (let answers = false; !answers; await sleep(50)) {
    if (server.exitCode !== null || Date.now() > deadline) throw await failed();
    port ||= Number(/agent listening on (\d+)/.exec(readFileSync(logFile, 'utf8'))?.[1] ?? 0);
    if (port)
      answers = await fetch(`http://127.0.0.1:${port}/version`).then(
        (response) => response.ok,
        () => false,
      );
  }
  const remoteUri = (/** @type {string} */ file) => `vscode-remote://127.0.0.1:${port}${file}`;
  return {
    port,
    remoteUri,
    url: (folder, payload = []) => {
      const query = new URLSearchParams({ ...(token ? { tkn: token } : {}), folder });
      if (payload.length > 0) query.set('payload', JSON.stringify(payload));
      return `http://127.0.0.1:${port}/?${query}`;
    },
    stop: () => stop(server),
  };
}

/**
 * Installs a VSIX as a user would. Rejects with the server's own message.
 * @param {import('./get-vscode.mjs').VSCode} vscode
 * @param {string} vsix
 * @param {string} extensions folder
 */
export async function installExtension(vscode, vsix, extensions) {
  const main = path.join(vscode.server, 'out/server-main.js');
  const args = [main, '--install-extension', vsix, '--force', '--extensions-dir', extensions];
  await promisify(execFile)(vscode.node, [...args, '--accept-server-license-terms']);
}
