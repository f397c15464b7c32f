import { StudentError } from '../studentError';
import type { HubSettings } from './hubSettings';

/** The hub cannot be reached, or what it sends ended too early: to be tried again. */
export class HubInterruption extends Error {
  override readonly name = 'HubInterruption';
}

/** Milliseconds without a byte after which a connection is given up. */
const patience = 60_000;

export interface HubRequest {
  /** After the endpoint: `/api/models/...`. */
  readonly path: string;
  /** The model that is asked for, for people. */
  readonly model: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

export interface HubResponse {
  readonly status: number;
  readonly headers: Headers;
  /** What is sent, part by part. @throws HubInterruption when it ends too early */
  readonly parts: AsyncIterable<Uint8Array>;
}

/**
 * Asks the hub, following its redirections; the token goes to the hub alone.
 * @throws HubInterruption when it cannot be reached; StudentError when it refuses, saying why and what to do; the
 * signal's reason when aborted
 */
export async function askHub(settings: HubSettings, request: HubRequest): Promise<HubResponse> {
  const idle = new IdleSignal(request.signal);
  try {
    const response = await fetch(settings.endpoint + request.path, {
      headers: {
        ...request.headers,
        // What is counted and hashed are the file's own bytes.
        'accept-encoding': 'identity',
        ...(settings.token !== undefined && { authorization: `Bearer ${settings.token}` }),
      },
      signal: idle.signal,
    });
    if (!response.ok) throw await refusal(response, settings, request.model);
    return { status: response.status, headers: response.headers, parts: partsOf(response, idle, request.signal) };
  } catch (error) {
    idle.end();
    throw explained(error, request.signal);
  }
}

async function* partsOf(response: Response, idle: IdleSignal, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    for await (const part of response.body ?? []) {
      idle.heard();
      yield part;
    }
  } catch (error) {
    throw explained(error, signal);
  } finally {
    idle.end();
  }
}

function explained(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof StudentError || error instanceof HubInterruption) return error;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const reason = (cause instanceof Error && cause.message) || code || String(cause);
  return new HubInterruption(reason, { cause: error });
}

/** What the hub says when it does not give something; see `hf_raise_for_status` of huggingface_hub. */
async function refusal(response: Response, { endpoint, token }: HubSettings, model: string): Promise<Error> {
  await response.body?.cancel();
  const { status } = response;
  if (status === 429 || status >= 500) return new HubInterruption(`it answers with status ${status}`);
  const code = response.headers.get('x-error-code');
  const hub = new URL(endpoint).host;
  if (code === 'GatedRepo') {
    const how = token === undefined ? 'set HF_TOKEN to a token of that account' : 'HF_TOKEN must be of that account';
    return new StudentError(`${model} is given to those who ask for it: ask at ${endpoint}/${model}, then ${how}.`);
  }
  if (code === 'RevisionNotFound')
    return new StudentError(`${model} on ${hub} no longer has the commit that was asked for.`);
  if (code === 'EntryNotFound')
    return new StudentError(`${model} on ${hub} lacks a file that it lists. Try again later.`);
  if (status === 401 || status === 403 || status === 404) {
    const how =
      token === undefined ? 'For a private model, set HF_TOKEN' : 'HF_TOKEN may not read a model of that name';
    return new StudentError(`There is no folder ${model}, and no such model on ${hub}. Check the name. ${how}.`);
  }
  return new StudentError(`${hub} answers with status ${status} when asked for ${model}. Try again later.`);
}

/** Aborts with another signal, and when nothing was heard for a while. */
class IdleSignal {
  readonly #silence = new AbortController();
  readonly signal: AbortSignal;
  #timer: NodeJS.Timeout;

  constructor(other: AbortSignal) {
    this.signal = AbortSignal.any([other, this.#silence.signal]);
    this.#timer = this.#wait();
  }

  heard(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#wait();
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #wait(): NodeJS.Timeout {
    const silence = () => this.#silence.abort(new Error(`nothing was heard for ${patience / 1000} s`));
    return setTimeout(silence, patience).unref();
  }
}
