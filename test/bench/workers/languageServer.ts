/** The language server as editors start it, which also says what it used. */
import { performance } from 'node:perf_hooks';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from '../../../src/languageServer/serve';

const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
let cpu = process.cpuUsage();
let loop = performance.eventLoopUtilization();

connection.onRequest('bench/begin', () => {
  cpu = process.cpuUsage();
  loop = performance.eventLoopUtilization();
  return null;
});
connection.onRequest('bench/used', () => {
  const { user, system } = process.cpuUsage(cpu);
  const busy = performance.eventLoopUtilization(loop).active;
  return { cpu: (user + system) / 1000, busy, memory: process.memoryUsage().rss };
});
serve(connection);
