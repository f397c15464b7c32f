import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseRunReport } from '../../../src/protocol/runFolder';
import { exportModel, predict, prepareRun, train } from '../../../src/training';
import { readSafetensors } from '../../../src/training/weights';
import { makeToyFolder, type ToyFolder } from '../toyRun';

let toy: ToyFolder;
let run = '';
let folder = '';
beforeAll(async () => {
  toy = await makeToyFolder();
  run = await prepareRun({ ...toy.config, steps: 60, maxLength: 64 }, toy.folder);
  await train(run);
  folder = path.join(toy.folder, 'exported');
  await exportModel(run, folder, { formats: ['huggingface', 'onnx'] });
});
afterAll(() => toy.remove());

const read = (name: string) => readFile(path.join(folder, name), 'utf8');
const json = async (name: string) => JSON.parse(await read(name));

describe('exportModel', () => {
  it('writes the files that transformers and ONNX Runtime look for, and leaves nothing else', async () => {
    expect((await readdir(folder)).sort()).toEqual([
      'README.md',
      'config.json',
      'model.onnx',
      'model.safetensors',
      'special_tokens_map.json',
      'tokenizer.json',
      'tokenizer_config.json',
      'vocab.txt',
    ]);
    expect((await readdir(toy.folder)).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  it('describes the classifier with its labels', async () => {
    const labels = ['O', 'B-LOC', 'I-LOC', 'B-PER', 'I-PER'];
    expect(await json('config.json')).toMatchObject({
      architectures: ['BertForTokenClassification'],
      model_type: 'bert',
      num_hidden_layers: 2,
      pad_token_id: 0,
      id2label: Object.fromEntries(labels.map((label, id) => [id, label])),
      label2id: Object.fromEntries(labels.map((label, id) => [label, id])),
    });
  });

  it("has the checkpoint's tensors, byte for byte, of the step that predict tags with", async () => {
    const { result } = parseRunReport(await readFile(path.join(run, 'report.json'), 'utf8'));
    const own = await readSafetensors(path.join(run, `checkpoint/weights-${result}.safetensors`));
    const exported = await readSafetensors(path.join(folder, 'model.safetensors'));
    expect([...exported.keys()].sort()).toEqual([...own.keys()].sort());
    for (const [name, { shape, data }] of exported) {
      expect(shape, name).toEqual(own.get(name)?.shape);
      expect(Buffer.compare(bytes(data), bytes(own.get(name)?.data)), name).toBe(0);
    }
  });

  it('can be a student to train on, and tags as the run does by ONNX Runtime alone', async () => {
    const tokenizer = new Tokenizer(await json('tokenizer.json'), await json('tokenizer_config.json'));
    const { id2label } = await json('config.json');
    const session = await InferenceSession.create(path.join(folder, 'model.onnx'));
    const sentences = [
      ['Ada', 'visited', 'Oslo', '.'],
      ['then', 'Farid', 'left', 'Quito', 'for', 'Tunis'],
    ];
    const expected = await predict(run, sentences);
    for (const [index, tokens] of sentences.entries()) {
      const { ids, attention_mask: mask } = tokenizer.encode(tokens.join(' '));
      expect(ids.at(0)).toBe(tokenizer.token_to_id('[CLS]'));
      expect(ids.at(-1)).toBe(tokenizer.token_to_id('[SEP]'));
      const tensor = (values: readonly number[]) =>
        new Tensor('int64', BigInt64Array.from(values, BigInt), [1, ids.length]);
      const { logits } = await session.run({
        input_ids: tensor(ids),
        attention_mask: tensor(mask),
        token_type_ids: tensor(ids.map(() => 0)),
      });
      if (!(logits?.data instanceof Float32Array)) throw new Error('no logits');
      const { data } = logits;
      // Every word of the toy is one word piece.
      const tags = tokens.map((_, token) => id2label[argmax(data.slice((token + 1) * 5, (token + 2) * 5))]);
      expect(tags).toEqual(expected[index]?.tags);
    }
    await session.release();
    const again = await prepareRun(
      { ...toy.config, name: 'again', model: folder, steps: 1, evaluateEvery: 1 },
      toy.folder,
    );
    await train(again);
  });

  it('tells in its card what the run knows, and names what it does not', async () => {
    const card = await read('README.md');
    const [, metadata = ''] = /^---\n(.*?)\n---\n/su.exec(card) ?? [];
    const report = parseRunReport(await readFile(path.join(run, 'report.json'), 'utf8'));
    expect(parse(metadata)).toMatchObject({
      language: 'und',
      license: 'unknown',
      library_name: 'transformers',
      pipeline_tag: 'token-classification',
      datasets: [],
      'model-index': [
        {
          name: 'toy',
          results: [
            { dataset: { name: 'dev.conll', split: 'validation' } },
            {
              dataset: { name: 'test.conll', split: 'test' },
              metrics: [{}, {}, { type: 'f1', value: Number(report.test?.micro.f1.toFixed(4)) }, {}],
            },
          ],
        },
      ],
    });
    expect(metadata).toContain('# TO FILL IN: yours;');
    expect(card).toMatch(/\| train\.conll +\| original: human labels +\| +24 \| +\d+ \| +\d+ \|/u);
    expect(card).toMatch(/\| llm\.conll +\| distilled: a teacher's labels +\| +40 \|/u);
    expect(card).toContain('Teacher of the distilled labels: TO FILL IN.');
    expect(card).not.toContain('have changed since the run');
    expect(card).toMatch(/\| Blend schedule +\| linear/u);
    expect(card).toMatch(/\| Seed +\| 1 /u);
    expect(card).toMatch(/\*\*On test\*\*/u);
    // A model card is for others: nothing of this machine is in it.
    expect(card).not.toContain(toy.folder);
  });

  it('says so when the files to learn from are others now, or gone', async () => {
    const file = path.join(toy.folder, 'llm.conll');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('B-PER', 'B-LOC'));
    const other = path.join(toy.folder, 'other');
    await exportModel(run, other, { formats: ['onnx'], teachers: ['gpt-4-0125-preview'] });
    const card = await readFile(path.join(other, 'README.md'), 'utf8');
    expect(card).toContain('The files to learn from have changed since the run');
    expect(card).toContain('Teacher of the distilled labels: gpt-4-0125-preview.');
    expect(card).not.toContain('AutoModelForTokenClassification');
    await rm(file);
    await rm(other, { recursive: true });
    await exportModel(run, other, { formats: ['onnx'] });
    expect(await readFile(path.join(other, 'README.md'), 'utf8')).toContain('could not be read any more');
    await writeFile(file, text);
    expect(await readdir(other)).not.toContain('model.safetensors');
  });

  it('writes over nothing', async () => {
    const used = path.join(toy.folder, 'used');
    await mkdir(used);
    await writeFile(path.join(used, 'notes.txt'), 'mine');
    await expect(exportModel(run, used, { formats: ['onnx'] })).rejects.toThrow(
      'is not an empty folder: nothing was written',
    );
    expect(await readdir(used)).toEqual(['notes.txt']);
    await expect(exportModel(run, path.join(used, 'notes.txt'), { formats: ['onnx'] })).rejects.toThrow(
      'not an empty folder',
    );
    await expect(exportModel(toy.folder, folder, { formats: ['onnx'] })).rejects.toThrow('is not a run folder');
    const untrained = await prepareRun({ ...toy.config, name: 'untrained' }, toy.folder);
    await expect(exportModel(untrained, folder, { formats: ['onnx'] })).rejects.toThrow('has no checkpoint yet');
  });

  it('leaves nothing behind when the checkpoint is damaged', async () => {
    const broken = path.join(toy.folder, 'runs-broken');
    const { result } = parseRunReport(await readFile(path.join(run, 'report.json'), 'utf8'));
    const weights = path.join(run, `checkpoint/weights-${result}.safetensors`);
    const whole = await readFile(weights);
    await writeFile(weights, whole.subarray(0, 5000));
    await expect(exportModel(run, broken, { formats: ['huggingface'] })).rejects.toThrow('is damaged');
    await writeFile(weights, whole);
    expect((await readdir(toy.folder)).filter((name) => name.includes('broken'))).toEqual([]);
  });
});

function bytes(data: Float32Array | undefined): Buffer {
  return data ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.alloc(0);
}

function argmax(values: Float32Array): number {
  return values.indexOf(Math.max(...values));
}
