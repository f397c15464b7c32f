/** The language server as editors start it, which also says what it used: CPU milliseconds, and the longest it did not listen. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from '../../../src/languageServer/serve';

const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
const delays = monitorEventLoopDelay({ resolution: 1 });
delays.enable();
let before = process.cpuUsage();

connection.onRequest('bench/begin', () => {
  before = process.cpuUsage();
  delays.reset();
  return null;
});
connection.onRequest('bench/used', () => {
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1000, longest: delays.max / 1e6, memory: process.memoryUsage().rss };
});
serve(connection);
