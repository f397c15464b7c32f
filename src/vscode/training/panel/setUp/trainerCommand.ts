import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { z } from 'zod';
import { eventIn } from '../../../../protocol/trainerCommands';
import { type Bundles, bundleEnvironment } from '../../bundles';

/**
 * Runs a command of the trainer, see `protocol/trainerCommands.ts`, and tells its events.
 * @param signal ends it: it stops in good order
 * @throws Error when it ends with neither an event nor being asked to
 */
export async function runTrainerCommand<T>(
  bundles: Bundles,
  args: readonly string[],
  schema: z.ZodType<T>,
  onEvent: (event: T) => void,
  signal: AbortSignal,
): Promise<void> {
  const child = spawn(process.execPath, [bundles.trainer, ...args], {
    env: bundleEnvironment(bundles),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const end = () => child.kill('SIGTERM');
  signal.addEventListener('abort', end);
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = `${errors}${text}`.slice(-2000);
  });
  const closed = new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject));
  let told = 0;
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const event = eventIn(schema, line);
      if (event === undefined) continue;
      told++;
      onEvent(event);
    }
    const code = await closed;
    if (told === 0 && !signal.aborted) throw new Error(errors.trim() || `The trainer ended with exit code ${code}.`);
  } finally {
    signal.removeEventListener('abort', end);
  }
}
