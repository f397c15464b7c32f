import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { installedRuntime, setUpRuntime, uninstallRuntime } from '../../src/gpuRuntime';
import packages from '../../src/gpuRuntime/packages.json';
import { Machine } from './machine';

// That it works is shown by scripts/build-tensorflow.mjs, which sets it up for the tests on TensorFlow; here is what goes wrong.
let machine: Machine;
let registry: Server;
let asked: string[];
let answer: (url: string) => { status: number; body: string | Buffer };
let tensorflow: string;

beforeEach(async () => {
  machine = await Machine.create();
  tensorflow = await machine.tensorflow('2.18.0');
  asked = [];
  registry = createServer((request, response) => {
    asked.push(request.url ?? '');
    const { status, body } = answer(request.url ?? '');
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('npm_config_registry', `${origin()}/`);
  vi.stubEnv('npm_config_cache', path.join(machine.folder, 'cache'));
  vi.stubEnv('npm_config_fetch_retries', '0');
  vi.stubEnv('npm_config_userconfig', path.join(machine.folder, 'npmrc'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  registry.closeAllConnections();
  registry.close();
  await machine.remove();
});

function origin(): string {
  const address = registry.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

/** What a registry says of a package, and a tarball of it that is another one. */
function another(url: string) {
  if (url.endsWith('.tgz')) return { status: 200, body: Buffer.from('something else') };
  const name = decodeURIComponent(url.slice(1));
  const { version = '', integrity = '' } = packages.find((one) => one.name === name) ?? {};
  const dist = { tarball: `${origin()}/${name}/-/x-${version}.tgz`, integrity };
  const manifest = { name, version, dist };
  return {
    status: 200,
    body: JSON.stringify({ name, 'dist-tags': { latest: version }, versions: { [version]: manifest } }),
  };
}

const folder = () => path.join(machine.folder, 'storage', 'gpu-runtime');
const setUp = (more: Partial<Parameters<typeof setUpRuntime>[0]> = {}) =>
  setUpRuntime({
    folder: folder(),
    tensorflow,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...more,
  });
const left = () => readdir(path.dirname(folder())).catch(() => []);

describe.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('a setup', () => {
  it('refuses a package with another checksum, and leaves nothing', async () => {
    answer = another;
    await expect(setUp()).rejects.toThrow(/ came with another checksum than it must have/);
    expect(asked.some((url) => url.endsWith('.tgz'))).toBe(true);
    expect(await left()).toEqual([]);
  });

  it("asks the user's own registry, and says what it could not have", async () => {
    answer = () => ({ status: 404, body: '{}' });
    await expect(setUp()).rejects.toThrow(/could not be had: 404 Not Found.*registry in your \.npmrc/);
    expect(asked.length).toBeGreaterThan(0);
    // After the first failure no more are begun than were under way.
    expect(new Set(asked).size).toBeLessThan(20);
  });

  it('keeps the runtime that is there when a new one fails', async () => {
    answer = () => ({ status: 404, body: '{}' });
    await mkdir(path.join(folder(), 'node_modules/@tensorflow/tfjs-node-gpu'), { recursive: true });
    await mkdir(`${folder()}.1.new`, { recursive: true });
    await expect(setUp()).rejects.toThrow('could not be had');
    expect(await left()).toEqual(['gpu-runtime']);
    expect(installedRuntime(folder())).toBe(path.join(folder(), 'node_modules/@tensorflow/tfjs-node-gpu'));
    expect(await uninstallRuntime(folder())).toBe(true);
    expect(existsSync(folder())).toBe(false);
    expect(await uninstallRuntime(folder())).toBe(false);
  });

  it('ends when it is cancelled', async () => {
    answer = another;
    const stop = AbortSignal.abort(new Error('by its user'));
    await expect(setUp({ signal: stop })).rejects.toThrow('by its user');
    expect([asked, await left()]).toEqual([[], []]);
  });

  it('says what an offline folder lacks, and refuses a damaged libtensorflow', async () => {
    const offline = path.join(machine.folder, 'offline');
    await mkdir(offline);
    await expect(setUp({ offline })).rejects.toThrow(`${offline} is without `);
    expect(asked).toEqual([]);
    const { unpackLibtensorflow } = await import('../../src/gpuRuntime/libtensorflow');
    const { OfflineFolder } = await import('../../src/gpuRuntime/offlineFolder');
    await writeFile(path.join(offline, 'libtensorflow-gpu-linux-x86_64-2.9.1.tar.gz'), 'damaged');
    const hooks = { signal: new AbortController().signal, onBytes: () => undefined };
    const target = path.join(machine.folder, 'target');
    await expect(unpackLibtensorflow(target, new OfflineFolder(offline), hooks)).rejects.toThrow(
      /has the SHA-256 [0-9a-f]{64}, not 20c46f76/,
    );
    expect(await readdir(target)).toEqual([]);
  });

  it('looks at the TensorFlow before it asks for anything', async () => {
    await expect(setUp({ tensorflow: '/nowhere' })).rejects.toThrow('/nowhere has no libtensorflow_cc.so.2');
    expect(asked).toEqual([]);
  });
});
