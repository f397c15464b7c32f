import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { ConllDocument } from '../../src/dataset';
import { DEFAULT_RUN } from '../../src/protocol/runDefaults';
import { exportModel, predict, prepareRun, train } from '../../src/training';
import { packBatch } from '../../src/training/batches/packBatch';
import { openStudent } from '../../src/training/openStudent';
import { CheckpointStore } from '../../src/training/runs/checkpointStore';
import { resultStep } from '../../src/training/runs/runPosition';
import { RunStore } from '../../src/training/runs/runStore';
import { oneARow } from '../../src/training/tagSentences';
import { sentenceWindows } from '../../src/training/tokenizer/sentenceWindows';
import { peers } from './peers';
import type { BenchResult } from './result';

const root = process.cwd();
const sample = (name: string) => path.join(root, 'media/sample', name);

/** What tokenizers trip over. */
const odd = [
  ['U.S.', "O'Neill", 'São', 'Paulo', 'naïve', '中国', 'Ελλάδας', '😀', '[MASK]', 'x'.repeat(120), '½', '—', 'Ada'],
  ['İstanbul', 'STRAẞE', 'ﬁne', 'a\u0301', '１２', '"', "''", '``', '...', '1,000.50', 'http://a.b/c?d=e'],
  ['a'],
];

/**
 * Whether exported models are, in Hugging Face's transformers, the models that they were here: word pieces, logits and tags
 * of 300 sentences of WikiGold and some odd ones, of the embedded student and of a tiny one that keeps capitals.
 */
export default async function* trainingExport(): AsyncGenerator<BenchResult> {
  const { python, reason } = peers();
  if (python === undefined) return console.error(`training.export is left out: ${reason}`);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'conll-export-'));
  try {
    const cased = path.join(folder, 'cased-bert');
    execFileSync(process.execPath, [path.join(root, 'scripts/make-tiny-bert.mjs'), cased, 'são', 'paulo']);
    await writeFile(path.join(cased, 'tokenizer_config.json'), '{ "do_lower_case": false }');
    for (const [name, model] of [
      ['embedded', path.join(root, 'media/models/minilm-l6')],
      ['cased', cased],
    ] as const) {
      const run = await prepareRun(
        {
          ...DEFAULT_RUN,
          version: 1,
          name,
          original: [sample('original.conll')],
          distilled: [],
          dev: sample('dev.conll'),
          model,
          blend: { name: 'original' },
          steps: 10,
          batchSize: 16,
          learningRate: 3e-4,
          maxLength: name === 'cased' ? 128 : 512,
          device: 'onnx-cpu',
          evaluateEvery: 10,
        },
        folder,
      );
      await train(run);
      const exported = path.join(folder, `exported-${name}`);
      await exportModel(run, exported, { formats: ['huggingface'] });
      const reference = path.join(folder, `${name}.json`);
      await writeFile(reference, JSON.stringify(await referenceOf(run)));
      const checked = resultSchema.parse(JSON.parse(check(python, exported, reference)));
      yield {
        name: 'training.export',
        value: checked.logits,
        unit: 'largest difference of logits',
        note: `${name}: word pieces and tags of ${checked.sentences} sentences are the same in transformers`,
      };
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const resultSchema = z.object({ sentences: z.number(), logits: z.number() });

function check(python: string, exported: string, reference: string): string {
  const script = path.join(root, 'scripts/check-exported-model.py');
  const output = execFileSync(python, [script, exported, reference], {
    encoding: 'utf8',
    env: { ...process.env, HF_HUB_OFFLINE: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return output.trim().split('\n').at(-1) ?? '';
}

/** Those sentences that fit into one window, each with its word pieces, their logits, and its tags. */
async function referenceOf(run: string) {
  const config = await new RunStore(run).config();
  const checkpoints = new CheckpointStore(run);
  const position = await checkpoints.requirePosition();
  const student = await openStudent(config, await checkpoints.read(position, resultStep(position, config)));
  const text = await readFile(sample('test.conll'), 'utf8');
  const sentences = [...odd, ...ConllDocument.parse(text).sentences.map(({ tokens }) => tokens)];
  const tagged = await predict(run, sentences);
  const reference: object[] = [];
  for (const [index, tokens] of sentences.entries()) {
    const windows = sentenceWindows(tokens, student.wordPieces, student.maxLength);
    const [window] = windows;
    if (window === undefined || windows.length > 1) continue;
    const logits = await student.executor.logits(packBatch([window], student.wordPieces.pad, oneARow([window])));
    const width = student.labels.length;
    reference.push({
      tokens,
      ids: [...window.ids],
      logits: [...window.ids].map((_, piece) => [...logits.slice(piece * width, (piece + 1) * width)]),
      tags: tagged[index]?.tags,
    });
  }
  student.executor.dispose();
  return reference;
}
