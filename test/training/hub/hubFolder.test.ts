import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeTinyBert } from '../../../scripts/make-tiny-bert.mjs';
import { type HubHooks, hubFolder, hubSettings } from '../../../src/training/hub';
import { readBertFolder } from '../../../src/training/weights';
import { FakeHub, type FakeModel, filesOf } from './fakeHub';

const commit = 'c0ffee0000000000000000000000000000000001';
const newer = 'c0ffee0000000000000000000000000000000002';
const name = 'someone/tiny-bert';

let temporary: string;
let hub: FakeHub;
let files: Record<string, Buffer>;

beforeEach(async () => {
  temporary = await mkdtemp(path.join(tmpdir(), 'hub-'));
  const made = path.join(temporary, 'made');
  await makeTinyBert(made, ['Ada']);
  files = await filesOf(made);
  files['README.md'] = Buffer.from('not needed');
  hub = new FakeHub();
  hub.models.set(name, { commit, files });
  await hub.start();
});

afterEach(async () => {
  await hub.stop();
  await rm(temporary, { recursive: true });
});

const settings = (more: NodeJS.ProcessEnv = {}) =>
  hubSettings({ HF_ENDPOINT: hub.endpoint, HF_HUB_CACHE: path.join(temporary, 'cache'), ...more });
const get = (model = name, at?: string, hooks: Partial<HubHooks> = {}) =>
  hubFolder(model, at, { settings: settings(), signal: new AbortController().signal, ...hooks });
const edit = (change: Partial<FakeModel>, model = name) => hub.models.set(model, { commit, files, ...change });
const weights = () => files['model.safetensors'] ?? Buffer.alloc(0);

describe('a model of the hub', () => {
  it('is downloaded as a folder, its commit told, and not downloaded again', async () => {
    const progress: string[] = [];
    const found = await get(name, undefined, {
      onProgress: (file, received, size) => {
        progress.push(`${file} ${received} of ${size}`);
      },
    });
    expect(found.commit).toBe(commit);
    const { parameters } = await readBertFolder(found.folder, { numLabels: 3, seed: 1 });
    expect(parameters.size).toBeGreaterThan(30);
    expect((await readdir(found.folder)).sort()).toEqual([
      'config.json',
      'model.safetensors',
      'tokenizer_config.json',
      'vocab.txt',
    ]);
    expect(progress.at(-1)).toBe(`model.safetensors ${weights().length} of ${weights().length}`);
    const asked = hub.seen.length;
    expect(await get()).toEqual(found);
    expect(hub.seen.slice(asked).map(({ path }) => path)).toEqual([`/api/models/${name}/revision/main`]);
  });

  it("lies in the cache as Hugging Face's own libraries keep it", async () => {
    const { folder } = await get();
    const root = path.join(temporary, 'cache', 'models--someone--tiny-bert');
    expect(folder).toBe(path.join(root, 'snapshots', commit));
    expect(await readFile(path.join(root, 'refs', 'main'), 'utf8')).toBe(commit);
    const link = await readlink(path.join(folder, 'model.safetensors'));
    expect(link).toMatch(/^\.\.\/\.\.\/blobs\/[0-9a-f]{64}$/);
    expect(await readlink(path.join(folder, 'config.json'))).toMatch(/^\.\.\/\.\.\/blobs\/[0-9a-f]{40}$/);
    expect((await readdir(path.join(root, 'blobs'))).some((file) => file.endsWith('.part'))).toBe(false);
  });

  it('is found by an old name that the hub redirects', async () => {
    edit({ alias: 'bert-base-tiny' }, 'google-bert/bert-base-tiny');
    expect((await get('bert-base-tiny')).commit).toBe(commit);
  });

  it('is followed to its newest commit, unless a run has begun with another', async () => {
    await get();
    edit({ commit: newer });
    expect((await get()).commit).toBe(newer);
    const asked = hub.seen.length;
    expect((await get(name, commit)).commit).toBe(commit);
    expect(hub.seen.length).toBe(asked);
    await rm(path.join(temporary, 'cache'), { recursive: true });
    await expect(get(name, commit)).rejects.toThrow(`${name} on 127.0.0.1`);
    await expect(get(name, commit)).rejects.toThrow('no longer has the commit');
  });

  it('in shards comes with all of them', async () => {
    const { 'model.safetensors': whole = Buffer.alloc(0), ...others } = files;
    const shard = 'model-00001-of-00001.safetensors';
    const index = JSON.stringify({ weight_map: { 'embeddings.word_embeddings.weight': shard } });
    edit({ files: { ...others, 'model.safetensors.index.json': Buffer.from(index), [shard]: whole } });
    const { folder } = await get();
    expect((await readBertFolder(folder, { numLabels: 3, seed: 1 })).parameters.size).toBeGreaterThan(30);
    await hub.stop();
    expect((await get(name, commit)).folder).toBe(folder);
  });
});

describe('a model without safetensors', () => {
  const offer = {
    number: 3,
    author: 'SFconvertbot',
    title: 'Adding `safetensors` variant of this model',
    from: commit,
    commit: newer,
  };
  const withoutSafetensors = () => {
    const { 'model.safetensors': _, ...others } = files;
    return { ...others, 'pytorch_model.bin': Buffer.alloc(20_000) };
  };

  it("comes with those of Hugging Face's own pull request, and says so", async () => {
    edit({ files: withoutSafetensors(), pullRequest: { ...offer, files } });
    const notes: string[] = [];
    const found = await get(name, undefined, { onNote: (note) => notes.push(note) });
    expect(found.commit).toBe(newer);
    expect(notes).toEqual([
      `${name} has no safetensors: those that Hugging Face has made of its weights (refs/pr/3) are used.`,
    ]);
    expect((await readBertFolder(found.folder, { numLabels: 3, seed: 1 })).parameters.size).toBeGreaterThan(30);
    const asked = hub.seen.length;
    expect(await get(name, newer)).toEqual(found);
    expect(hub.seen.length).toBe(asked);
    await hub.stop();
    expect(await get()).toEqual(found);
  });

  it.each([
    ['from somebody else', { author: 'somebody' }],
    ['with another title', { title: 'Better weights' }],
    ['that main has left behind', { from: 'c0ffee0000000000000000000000000000000009' }],
  ])('is refused where the pull request is one %s', async (_, change) => {
    edit({ files: withoutSafetensors(), pullRequest: { ...offer, files, ...change } });
    await expect(get()).rejects.toThrow('has no model.safetensors');
  });
});

describe('a download', () => {
  it('goes on where the connection broke', async () => {
    hub.trouble = { cutAfter: 20_000 };
    const { folder } = await get();
    expect(hub.storageRanges).toEqual([undefined, 'bytes=20000-']);
    expect(await readFile(path.join(folder, 'model.safetensors'))).toEqual(weights());
  });

  it('goes on where an earlier run was stopped', async () => {
    const stop = new AbortController();
    hub.trouble = { stallAfter: 15_000 };
    const stopped = get(name, undefined, {
      signal: stop.signal,
      onProgress: (file, received) => {
        if (file === 'model.safetensors' && received === 15_000) stop.abort(new Error('stopped by its user'));
      },
    });
    await expect(stopped).rejects.toThrow('stopped by its user');
    const { folder } = await get();
    expect(hub.storageRanges).toEqual([undefined, 'bytes=15000-']);
    expect(await readFile(path.join(folder, 'model.safetensors'))).toEqual(weights());
  });

  it('begins anew where the hub sends the whole', async () => {
    hub.trouble = { cutAfter: 20_000 };
    const { folder } = await get(name, undefined, {
      onProgress: (_, received) => {
        if (received === 20_000) hub.trouble = { ignoreRange: true };
      },
    });
    expect(hub.storageRanges).toEqual([undefined, 'bytes=20000-']);
    expect(await readFile(path.join(folder, 'model.safetensors'))).toEqual(weights());
  });

  it('begins anew where what an earlier one has left is damaged', async () => {
    const blobs = path.join(temporary, 'cache', 'models--someone--tiny-bert', 'blobs');
    await mkdir(blobs, { recursive: true });
    const part = path.join(blobs, `${createHash('sha256').update(weights()).digest('hex')}.part`);
    await writeFile(part, Buffer.alloc(5000, 7));
    const { folder } = await get();
    expect(hub.storageRanges).toEqual(['bytes=5000-', undefined]);
    expect(await readFile(path.join(folder, 'model.safetensors'))).toEqual(weights());
  });

  it('with another checksum is refused and leaves nothing', async () => {
    hub.trouble = { damage: true };
    await expect(get()).rejects.toThrow(
      /^model\.safetensors of someone\/tiny-bert came from 127\.0\.0\.1:\d+ with another checksum/,
    );
    const blobs = await readdir(path.join(temporary, 'cache', 'models--someone--tiny-bert', 'blobs'));
    expect(blobs.filter((file) => file.length > 40)).toEqual([]);
    expect((await get()).commit).toBe(commit);
  });

  it('of a server in trouble is tried again', async () => {
    hub.trouble = { status: 503 };
    await get();
    expect(hub.storageRanges.length).toBe(2);
  });
});

describe('the hub refuses', () => {
  const refusal = async (model = name, environment: NodeJS.ProcessEnv = {}) => {
    const error: unknown = await get(model, undefined, { settings: settings(environment) }).catch((reason) => reason);
    if (error instanceof Error && error.name === 'StudentError') return error.message.replace(/:\d{4,}/g, '');
    throw error;
  };

  it('names that it does not have', async () => {
    expect(await refusal('someone/none')).toBe(
      'There is no folder someone/none, and no such model on 127.0.0.1. Check the name. For a private model, set HF_TOKEN.',
    );
    expect(await refusal('someone/none', { HF_TOKEN: 'hf_secret' })).toBe(
      'There is no folder someone/none, and no such model on 127.0.0.1. Check the name. HF_TOKEN may not read a model of that name.',
    );
  });

  it('those without a token, which goes to the hub and nowhere else', async () => {
    edit({ token: 'hf_secret' });
    expect(await refusal()).toMatch(/For a private model, set HF_TOKEN/);
    await get(name, undefined, { settings: settings({ HF_TOKEN: 'hf_secret' }) });
    const withToken = hub.seen.filter(({ authorization }) => authorization === 'Bearer hf_secret');
    expect(withToken.length).toBe(5);
    expect(hub.seen.filter(({ storage }) => storage).map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  it('those whom the owner did not let in', async () => {
    edit({ gated: true });
    expect(await refusal()).toMatch(
      /^someone\/tiny-bert is given to those who ask for it: ask at http.*, then set HF_TOKEN/,
    );
    expect(await refusal(name, { HF_TOKEN: 'hf_secret' })).toMatch(/then HF_TOKEN must be of that account\.$/);
  });

  it('nothing, but what it has is no BERT, or has no safetensors, and neither is downloaded', async () => {
    edit({ files: { ...files, 'config.json': Buffer.from('{ "model_type": "roberta" }') } });
    expect(await refusal()).toMatch(/describes a model of type roberta; only BERT/);
    const { 'model.safetensors': _, ...others } = files;
    edit({ files: { ...others, 'pytorch_model.bin': Buffer.alloc(20_000) } });
    expect(await refusal()).toMatch(
      /has no model\.safetensors or model\.safetensors\.index\.json, but pytorch_model\.bin: it cannot be trained/,
    );
    expect(hub.storageRanges).toEqual([]);
  });
});

describe('without the hub', () => {
  it('what is in the cache is used, and says of when it is', async () => {
    const { folder } = await get();
    await hub.stop();
    const notes: string[] = [];
    expect(await get(name, undefined, { onNote: (note) => notes.push(note) })).toEqual({ folder, commit });
    expect(notes).toEqual([
      expect.stringMatching(/^127\.0\.0\.1:\d+ was not asked for a newer .*ECONNREFUSED.*c0ffee/),
    ]);
    const offline = { settings: settings({ HF_HUB_OFFLINE: '1' }) };
    expect((await get(name, undefined, offline)).commit).toBe(commit);
  });

  it('half a model is not used, and what to do is said', async () => {
    hub.trouble = { damage: true };
    await expect(get()).rejects.toThrow('checksum');
    await hub.stop();
    await expect(get()).rejects.toThrow(
      /^someone\/tiny-bert is no folder on this machine, and 127\.0\.0\.1:\d+ cannot be asked for it \(.*ECONNREFUSED.*\)\. Copy its folder/,
    );
    await expect(get(name, undefined, { settings: settings({ HF_HUB_OFFLINE: 'true' }) })).rejects.toThrow(
      '(HF_HUB_OFFLINE is set)',
    );
    expect(existsSync(path.join(temporary, 'cache', 'models--someone--tiny-bert', 'refs'))).toBe(false);
    expect((await stat(path.join(temporary, 'cache'))).isDirectory()).toBe(true);
  });
});
