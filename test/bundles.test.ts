import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import manifest from '../package.json';
import { deviceReportsSchema } from '../src/protocol/devices';

const dist = path.resolve(import.meta.dirname, '../dist');

/**
 * A bundle that cannot start, because something it needs was not bundled, is found here and not by a user.
 * extension.js and the webview's pages start where they belong: test/host and test/e2e.
 */
describe('the bundle', () => {
  it('cli.js, as a program of its own', async () => {
    const { code, output, errors } = await run(path.join(dist, 'cli.js'), ['--version']);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output.trim()).toBe(manifest.version);
  });

  it('server.js, and answers a language client', async () => {
    const server = spawn(process.execPath, [path.join(dist, 'server.js'), '--stdio']);
    const connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    connection.listen();
    const answer = await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
    expect(answer).toHaveProperty('capabilities.textDocumentSync');
    connection.dispose();
    server.kill();
    await once(server, 'exit');
  });

  it('server.js alone, which tells any editor what is wrong with a file and fixes it', async () => {
    const server = spawn(process.execPath, [path.join(dist, 'server.js'), '--stdio'], { cwd: os.tmpdir() });
    const connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    const published = new Promise<{ diagnostics: unknown[] }>((resolve) => {
      connection.onNotification('textDocument/publishDiagnostics', resolve);
    });
    connection.listen();
    await connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities: {},
      initializationOptions: { lint: { rules: { 'illegal-sequence': 'error' } } },
    });
    await connection.sendNotification('initialized', {});
    const uri = 'file:///data/a.conll';
    const text = 'In O\nOslo B-LOC\nLake I-LOC\n\nBo I-PER\n\n';
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'conll', version: 1, text },
    });
    const { diagnostics } = await published;
    expect(diagnostics).toMatchObject([
      {
        code: 'illegal-sequence',
        severity: 1,
        codeDescription: { href: expect.stringMatching(/docs\/rules\.md#L\d+$/) },
      },
    ]);
    const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 0 } };
    const actions = await connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics },
    });
    expect(actions).toContainEqual(expect.objectContaining({ title: 'Change to B-PER' }));
    connection.dispose();
    server.kill();
    await once(server, 'exit');
  });

  it('trainer.js, and says which run folder it misses', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'conll-bundles-'));
    try {
      const missing = path.join(folder, 'no-such-run');
      const { code, errors } = await run(process.execPath, [path.join(dist, 'trainer.js'), missing]);
      expect(code).not.toBe(0);
      expect(errors).toContain(missing);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('trainer.js --serve, and says which run folder it misses', async () => {
    const student = fork(path.join(dist, 'trainer.js'), ['--serve'], { execArgv: [] });
    student.send({ id: 7, type: 'open-run', run: '/no-such-run' });
    const [reply] = await once(student, 'message');
    expect(reply).toEqual({ id: 7, error: expect.stringContaining('/no-such-run') });
    student.disconnect();
    await once(student, 'exit');
  });

  it("trainer.js, which trains in WebAssembly where the platform's package has no more", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'conll-bundles-'));
    try {
      for (const part of ['trainer.js', 'wasm'])
        await cp(path.join(dist, part), path.join(folder, part), { recursive: true });
      const { code, output } = await run(process.execPath, [path.join(folder, 'trainer.js'), '--devices']);
      expect(code).toBe(0);
      const reports = deviceReportsSchema.parse(JSON.parse(output.trimEnd().split('\n').at(-1) ?? ''));
      expect(reports.find(({ automatic }) => automatic)).toMatchObject({ id: 'tfjs-wasm' });
      for (const id of ['onnx-cpu', 'tfjs-webgpu']) {
        const report = reports.find((one) => one.id === id);
        expect([report?.found, report?.reason], id).toEqual([undefined, expect.stringMatching(/.{20,}/)]);
      }
      expect(reports.find(({ id }) => id === 'onnx-cpu')?.reason).not.toContain('require stack');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

async function run(file: string, args: readonly string[]) {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code, output, errors };
}
