import type { Command } from 'commander';
import { jsonOption } from './options';
import { writeJson, writeOutput } from './output';

export function devicesVerb(program: Command): void {
  program
    .command('devices')
    .description('What can train here, what cannot and why; in the order in which --device auto tries.')
    .addOption(jsonOption())
    .action(async ({ json }: { json?: boolean }) => {
      const { listDevices } = await import('../training');
      const reports = await listDevices();
      if (json) return writeJson(reports);
      const width = Math.max(...reports.map(({ id }) => id.length));
      const lines = reports.map(({ id, name, found, reason, automatic }) => {
        const state = automatic ? '* ' : found === undefined ? '- ' : '+ ';
        return `${state}${id.padEnd(width)}  ${[found ?? name, reason].filter((part) => part !== undefined).join(': ')}`;
      });
      await writeOutput('-', `${lines.join('\n')}\n\n* taken by auto, + runs here too, - does not run here\n`);
    });
}
