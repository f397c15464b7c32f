import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { parseJson } from '../../protocol/runFolder';
import { readIfThere } from '../cells/cellState';
import { ExperimentError } from '../experimentError';

const digestsSchema = z.record(z.string(), z.string());

/**
 * Keeps the digests of an experiment's files in its folder, and holds later starts to them: figures on other data must not
 * stand in the same table.
 * @throws ExperimentError naming a file that has changed
 */
export async function refuseChangedFiles(folder: string, files: readonly string[]): Promise<void> {
  const kept = path.join(folder, 'data.json');
  const text = await readIfThere(kept);
  const before = text === undefined ? {} : parseJson(digestsSchema, text, kept);
  const now: Record<string, string> = {};
  for (const file of new Set(files)) {
    now[file] = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    if (before[file] !== undefined && before[file] !== now[file]) {
      throw new ExperimentError(
        `${file} has changed since this experiment began. Put it back, or begin anew with another --out.`,
      );
    }
  }
  const json = `${JSON.stringify({ ...before, ...now }, undefined, 2)}\n`;
  if (json !== text) await writeFileAtomic(kept, json);
}
