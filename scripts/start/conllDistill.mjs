// Runs the product's own command line and shows what is run, so that a reader can repeat every step.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';

const root = path.resolve(import.meta.dirname, '../..');

/** Ctrl-C while a command ran: it has saved what it had. */
export class Interrupted extends Error {}

/** The command line that stands at a prompt. @param {string[]} args */
const shown = (args) => args.map((arg) => (/^[\w./:=,@%+-]+$/.test(arg) ? arg : `'${arg}'`)).join(' ');

/**
 * Runs `conll-distill` in the workspace, its output and progress in this terminal.
 * @param {string} workspace
 * @param {string[]} args
 */
export async function conllDistill(workspace, args) {
  console.log(`$ conll-distill ${shown(args)}`);
  // The terminal sends Ctrl-C to the command as well, which ends by itself; this process waits for it.
  let interrupted = false;
  const note = () => {
    interrupted = true;
  };
  process.on('SIGINT', note);
  const command = spawn(process.execPath, [path.join(root, 'dist/cli.js'), ...args], {
    cwd: workspace,
    stdio: 'inherit',
  });
  const forward = () => command.kill('SIGTERM');
  process.on('SIGTERM', forward);
  const [code] = await once(command, 'exit');
  process.off('SIGINT', note);
  process.off('SIGTERM', forward);
  if (interrupted || code === 130) throw new Interrupted();
  if (code !== 0) throw new Error('this step failed: see the message above. Run npm start again when it is mended.');
}
