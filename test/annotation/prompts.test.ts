import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtInPrompt, goldExamples, listPrompts, llmTeacher, parsePrompt, readPrompt } from '../../src/annotation';

const source = `---
title: short
reasons: false
---
# System

Types:{% for type in types %} {{ type.name }} ({{ type.definition }}){% endfor %}.

# Sentence

{{ numbered }} of {{ tokens | size }}: {{ text }}
`;
const definitions = { PER: 'a person', LOC: 'a place' };
const tokens = ['Ada', 'in', 'Bath'];

describe('parsePrompt', () => {
  it('fills in types, examples and the sentence', () => {
    const example = { tokens: ['Oslo'], entities: [{ type: 'LOC', start: 0, end: 1 }] };
    expect(parsePrompt('short', source).render(definitions, [example], tokens)).toEqual([
      { role: 'system', content: 'Types: PER (a person) LOC (a place).' },
      { role: 'user', content: '[[0,"Oslo"]] of 1: Oslo' },
      { role: 'assistant', content: '{"entities":[{"start":0,"end":0,"text":"Oslo","type":"LOC"}]}' },
      { role: 'user', content: '[[0,"Ada"],[1,"in"],[2,"Bath"]] of 3: Ada in Bath' },
    ]);
  });

  it('gives examples of a prompt with reasons a context and reasons', () => {
    const prompt = parsePrompt('long', source.replace('reasons: false', 'reasons: true'));
    const example = { tokens: ['Oslo'], entities: [{ type: 'LOC', start: 0, end: 1 }] };
    const answer = prompt.render(definitions, [example], tokens)[2]?.content ?? '';
    expect(JSON.parse(answer)).toEqual({
      context: 'The sentence names Oslo.',
      entities: [{ start: 0, end: 0, text: 'Oslo', reason: 'a place', type: 'LOC' }],
    });
  });

  it('takes text of a data file as text, whatever it looks like', () => {
    const [, question] = parsePrompt('short', source).render(definitions, [], ['{{', 'types', '}}', '{%', 'raw', '%}']);
    expect(question?.content).toContain('{{ types }} {% raw %}');
  });

  it.each([
    ['no front matter', '# System\nx\n# Sentence\ny', 'p.md, line 1: expected a front matter'],
    ['no reasons', '---\ntitle: x\n---\n# System\nx\n# Sentence\ny', 'p.md, line 2: reasons: '],
    ['an unknown key', '---\nreasons: true\nmodel: x\n---\n# System\nx\n# Sentence\ny', 'line 2: the front matter'],
    ['no YAML', '---\nreasons: [\n---\n# System\nx\n# Sentence\ny', 'the front matter is no YAML'],
    ['a missing section', '---\nreasons: true\n---\n# System\nx\n', 'expected a line "# Sentence"'],
    [
      'an empty section',
      '---\nreasons: true\n---\n# System\n\n# Sentence\ny',
      'line 4: there is nothing below "# System"',
    ],
    ['a tag that is not closed', '---\nreasons: true\n---\n# System\nx\n{% if a %}\n# Sentence\ny', 'p.md, line 6: '],
  ])('says of %s where and what', (_name, text, message) => {
    expect(() => parsePrompt('p', text)).toThrow(message);
  });

  it('says of a name that there is none, and which there are', () => {
    const prompt = parsePrompt('p', source.replace('{{ text }}', '\n\n{{ sentense }}'));
    expect(() => prompt.render(definitions, [], tokens)).toThrow(
      /p\.md, line 13: undefined variable: sentense\. A template may name types .*, tokens, numbered and text\./,
    );
  });

  it('reads no other file', () => {
    const prompt = () => parsePrompt('p', source.replace('{{ text }}', "{% include '/etc/hostname' %}"));
    expect(() => prompt().render(definitions, [], tokens)).toThrow('p.md, line');
  });
});

describe('the prompts of a workspace', () => {
  let workspace = '';
  beforeAll(async () => {
    workspace = await mkdtemp(path.join(os.tmpdir(), 'conll-prompts-'));
    await mkdir(path.join(workspace, '.conll-distill/prompts'), { recursive: true });
    await writeFile(path.join(workspace, '.conll-distill/prompts/standard.md'), source);
    await writeFile(path.join(workspace, '.conll-distill/prompts/mine.md'), source);
  });
  afterAll(() => rm(workspace, { recursive: true }));

  it('come before ours, and are listed with them', async () => {
    expect((await readPrompt('standard', workspace)).title).toBe('short');
    expect((await readPrompt('standard', undefined)).title).toBe('standard prompt');
    expect(await listPrompts(workspace)).toEqual(['standard', 'chain-of-thought', 'mine']);
  });

  it.each(['other', '../prompts/mine', ''])('has no prompt %j', async (name) => {
    await expect(readPrompt(name, workspace)).rejects.toThrow('expected one of standard, chain-of-thought, mine');
  });

  it('are part of what an answer depends on', () => {
    const model = { name: 'm', identity: {}, ask: () => Promise.reject(new Error('not asked')) };
    const identityOf = (text: string) =>
      JSON.stringify(llmTeacher({ model, prompt: parsePrompt('p', text), entityTypes: ['PER'] }).identity);
    expect(identityOf(source)).toBe(identityOf(source));
    expect(identityOf(source)).not.toBe(identityOf(`${source}\nPlease.`));
  });
});

describe('goldExamples', () => {
  const gold = ['Ada', 'Bea', 'Cora', 'Dora'].map((name) => ({
    tokens: [name, 'left', 'Rome'],
    entities: [
      { type: 'PER', start: 0, end: 1 },
      { type: 'LOC', start: 2, end: 3 },
    ],
  }));
  const options = { count: 2, entityTypes: ['PER'] };
  const namesFor = async (examples: ReturnType<typeof goldExamples>, tokens: readonly string[]) =>
    (await examples.for(tokens)).map((example) => example.tokens[0]);

  it('fixed: the first ones, without the sentence itself, and only of the types asked for', async () => {
    const examples = goldExamples(gold, { ...options, choice: 'fixed' });
    expect(await namesFor(examples, ['What', '?'])).toEqual(['Ada', 'Bea']);
    expect(await namesFor(examples, ['Ada', 'left', 'Rome'])).toEqual(['Bea', 'Cora']);
    expect((await examples.for(['x']))[0]?.entities).toEqual([{ type: 'PER', start: 0, end: 1 }]);
  });

  it('random: the same for the same seed, whatever the order of the file', async () => {
    const one = goldExamples(gold, { ...options, choice: 'random', seed: 3 });
    const two = goldExamples(gold.toReversed(), { ...options, choice: 'random', seed: 3 });
    expect(await namesFor(one, ['x'])).toEqual(await namesFor(two, ['x']));
    const seeds = [1, 2, 3, 4, 5, 6].map((seed) =>
      namesFor(goldExamples(gold, { ...options, choice: 'random', seed }), ['x']),
    );
    expect(new Set((await Promise.all(seeds)).map(String)).size).toBeGreaterThan(1);
  });

  it('similar: the nearest by the cosine of their vectors, the most similar last', async () => {
    const angles: Record<string, number> = { Ada: 0, Bea: 40, Cora: 10, Dora: 90, Eve: 5 };
    const embedder = {
      name: 'angles',
      embed: async (sentences: readonly (readonly string[])[]) =>
        sentences.map(([name = '']) => {
          const angle = ((angles[name] ?? 0) * Math.PI) / 180;
          return Float32Array.of(3 * Math.cos(angle), 3 * Math.sin(angle));
        }),
    };
    const examples = goldExamples(gold, { ...options, choice: 'similar', embedder });
    expect(await namesFor(examples, ['Eve', 'slept'])).toEqual(['Cora', 'Ada']);
    expect(await namesFor(examples, ['Dora', 'slept'])).toEqual(['Bea', 'Dora']);
    expect(await namesFor(examples, ['Dora', 'left', 'Rome'])).toEqual(['Cora', 'Bea']);
  });
});

it('ours ask for JSON with the keys of their schemas', () => {
  const [system] = builtInPrompt('chain-of-thought').render(definitions, [], tokens);
  expect(system?.content).toMatch(/- PER: a person\n- LOC: a place\n/);
  expect(system?.content).toMatch(/"context" and "entities"/);
  expect(system?.content).toMatch(/one of PER, LOC\)/);
  expect(builtInPrompt('standard').render(definitions, [], tokens)[0]?.content).not.toMatch(/context/);
});
