import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { isHubName } from '../../../src/protocol/hubName';
import { hubSettings } from '../../../src/training/hub';

it("are those of Hugging Face's libraries", () => {
  const cache = path.join(os.homedir(), '.cache', 'huggingface', 'hub');
  expect(hubSettings({})).toEqual({ endpoint: 'https://huggingface.co', offline: false, cache });
  expect(hubSettings({ HF_ENDPOINT: 'https://mirror.example/hf/', HF_TOKEN: ' hf_abc\n', HF_HOME: '/home' })).toEqual({
    endpoint: 'https://mirror.example/hf',
    token: 'hf_abc',
    offline: false,
    cache: path.join('/home', 'hub'),
  });
  expect(hubSettings({ XDG_CACHE_HOME: '/x' }).cache).toBe(path.join('/x', 'huggingface', 'hub'));
  expect(hubSettings({ HF_HUB_CACHE: '/y', HF_HOME: '/home', HF_HUB_OFFLINE: 'YES' })).toMatchObject({
    cache: '/y',
    offline: true,
  });
});

it.each([
  { HF_TOKEN: 'hf_sec\nret' },
  { HF_TOKEN: 'hf_sec ret' },
  { HF_ENDPOINT: 'https://me:hf_secret@mirror.example' },
  { HF_ENDPOINT: 'ftp://mirror.example' },
  { HF_ENDPOINT: 'mirror' },
])('refuse %o, and keep secrets', (environment) => {
  const [name = ''] = Object.keys(environment);
  expect(() => hubSettings(environment)).toThrow(new RegExp(`^${name} is not `));
  expect(() => hubSettings(environment)).not.toThrow(/sec|me:/);
});

it.each([
  ['bert-base-cased', true],
  ['bert-large-uncased-whole-word-masking', true],
  ['google-bert/bert-base-multilingual-cased', true],
  ['prajjwal1/bert-tiny', true],
  ['sentence-transformers/all-MiniLM-L6-v2', true],
  ['minilm', false],
  ['models/', false],
  ['/models/bert', false],
  ['./models', false],
  ['../models', false],
  ['a/b/c', false],
  ['a\\b', false],
  ['C:\\models', false],
  ['some one/bert', false],
])('%s can be the name of a model on the hub: %s', (text, expected) => {
  expect(isHubName(text)).toBe(expected);
});
