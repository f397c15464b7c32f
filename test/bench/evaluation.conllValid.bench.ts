import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hasConll, withoutConll } from './conll';
import { conllValid } from './conllValid';
import { interleave, round } from './interleave';
import { peers, peerWorker } from './peers';
import type { BenchResult } from './result';
import { ourWorker } from './worker';

/** Milliseconds of one evaluation of CoNLL-2003's valid in both modes, with seqeval's classification report in turns. */
export default async function* evaluationConllValid(): AsyncGenerator<BenchResult> {
  if (!hasConll) return console.error(`evaluation.conllValid is left out: ${withoutConll}`);
  const { python, reason } = peers('seqeval');
  if (python === undefined) console.error(`The ratios to seqeval are left out: ${reason}`);
  const tags = path.resolve('.cache/bench/conllValid.json');
  await mkdir(path.dirname(tags), { recursive: true });
  await writeFile(tags, JSON.stringify(await conllValid()));
  for (const mode of ['default', 'strict']) {
    const commands = [ourWorker('evaluation', tags, mode)];
    if (python) commands.push(peerWorker(python, 'report.py', tags, mode));
    const [ours, theirs] = await interleave(commands, { cores: [0], rounds: 5, steps: 5 });
    if (!ours) continue;
    yield {
      name: `evaluation.conllValid${mode === 'default' ? '' : `.${mode}`}`,
      value: round(1000 * ours.median),
      unit: 'ms',
      ...(theirs && { peer: 'seqeval', ratio: round(theirs.median / ours.median) }),
      note: [ours.how, ...(theirs ? [`peer: ${theirs.how}, ${round(1000 * theirs.median)} ms`] : [])].join('; '),
    };
  }
}
