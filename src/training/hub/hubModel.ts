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
 * @param revision a branch, a pull request or a commit
 * @throws HubInterruption, StudentError, the signal's reason: see `askHub`
 */
export async function askForModel(
  settings: HubSettings,
  name: string,
  revision: string,
  signal: AbortSignal,
): Promise<HubModel> {
  const ask = () => textOf(settings, name, `revision/${encodeURIComponent(revision)}?blobs=true`, signal);
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

const pullRequestsSchema = z.object({
  discussions: z.array(
    z.object({
      num: z.int().positive(),
      title: z.string(),
      status: z.string(),
      author: z.object({ name: z.string() }),
    }),
  ),
});
const commitsSchema = z.array(z.object({ id: commitSchema }));

/** The account of Hugging Face that converts weights, and what it calls that. */
const converter = { name: 'SFconvertbot', title: 'Adding `safetensors` variant of this model' };

/**
 * The pull request in which Hugging Face has offered a model's weights as safetensors, where its owner has not taken
 * it: transformers looks there too (safetensors_conversion.py). Others' are not trusted, nor one that main has left behind.
 * @param main the commit of the main branch
 * @returns a revision; undefined when there is none
 */
export async function askForConversion(
  settings: HubSettings,
  name: string,
  main: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const query = `discussions?type=pull_request&status=open&author=${converter.name}`;
  const answer = pullRequestsSchema.safeParse(parseJson(await textOf(settings, name, query, signal)));
  const offers = (answer.data?.discussions ?? []).filter(
    ({ author, title, status }) => author.name === converter.name && title === converter.title && status === 'open',
  );
  for (const { num } of offers) {
    const revision = `refs/pr/${num}`;
    const text = await textOf(settings, name, `commits/${encodeURIComponent(revision)}`, signal);
    const commits = commitsSchema.safeParse(parseJson(text));
    if (commits.data?.[1]?.id === main) return revision;
  }
  return undefined;
}

/** @param what after the model's name in the API */
async function textOf(settings: HubSettings, name: string, what: string, signal: AbortSignal): Promise<string> {
  const { parts } = await askHub(settings, { path: `/api/models/${name}/${what}`, model: name, signal });
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
