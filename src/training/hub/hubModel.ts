import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { StudentError } from '../studentError';
import { askHub, HubInterruption } from './hubRequest';
import type { HubSettings } from './hubSettings';

/** A file of a model, as the hub lists it. */
export interface HubFile {
  readonly name: string;
  readonly size: number;
  /** What its bytes must have: of a large file (LFS) their SHA-256, of another its git blob's SHA-1. */
  readonly hash: { readonly algorithm: 'sha256' | 'git-sha1'; readonly hex: string };
}

/** A model at one commit. */
export interface HubModel {
  readonly commit: string;
  readonly files: readonly HubFile[];
}

/** Milliseconds before the second try. */
const patience = 300;

const commitSchema = z.string().regex(/^[0-9a-f]{40}$/);

/** Of what `/api/models/NAME/revision/REVISION?blobs=true` answers, what is needed. */
const modelSchema = z.object({
  sha: commitSchema,
  siblings: z.array(
    z.object({
      rfilename: z.string(),
      size: z.int().nonnegative(),
      blobId: commitSchema,
      lfs: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }).nullish(),
    }),
  ),
});

/**
 * Asks which files a model has.
 * @param revision a branch or a commit
 * @throws HubInterruption, StudentError, the signal's reason: see `askHub`
 */
export async function askForModel(
  settings: HubSettings,
  name: string,
  revision: string,
  signal: AbortSignal,
): Promise<HubModel> {
  const ask = () => listing(settings, name, revision, signal);
  const text = await ask().catch(async (error) => {
    if (!(error instanceof HubInterruption)) throw error;
    // Once more: a connection that was kept open may just have been closed.
    await sleep(patience);
    signal.throwIfAborted();
    return ask();
  });
  const answer = modelSchema.safeParse(parseJson(text));
  if (!answer.success) {
    throw new StudentError(
      `${new URL(settings.endpoint).host} does not answer as the Hugging Face hub does. Check HF_ENDPOINT.`,
    );
  }
  return {
    commit: answer.data.sha,
    files: answer.data.siblings.map(({ rfilename, size, blobId, lfs }) => ({
      name: rfilename,
      size,
      hash: lfs ? { algorithm: 'sha256', hex: lfs.sha256 } : { algorithm: 'git-sha1', hex: blobId },
    })),
  };
}

async function listing(settings: HubSettings, name: string, revision: string, signal: AbortSignal): Promise<string> {
  const path = `/api/models/${name}/revision/${revision}?blobs=true`;
  const { parts } = await askHub(settings, { path, model: name, signal });
  const bytes: Uint8Array[] = [];
  for await (const part of parts) bytes.push(part);
  return Buffer.concat(bytes).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
