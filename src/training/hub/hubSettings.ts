import os from 'node:os';
import path from 'node:path';
import { StudentError } from '../studentError';

/** Where the hub is and what it is asked with; as `huggingface_hub` of Python reads it from the environment. */
export interface HubSettings {
  /** Without a slash at its end. */
  readonly endpoint: string;
  readonly token?: string;
  /** Only what is in the cache may be used. */
  readonly offline: boolean;
  /** Shared with Hugging Face's own libraries: what they have downloaded is there already. */
  readonly cache: string;
}

/**
 * HF_ENDPOINT, HF_TOKEN, HF_HUB_OFFLINE, and HF_HUB_CACHE, HF_HOME or XDG_CACHE_HOME.
 * @throws StudentError when one cannot be what it says; what is secret in it is not told
 */
export function hubSettings(environment: NodeJS.ProcessEnv = process.env): HubSettings {
  const value = (name: string) => environment[name]?.trim() || undefined;
  const token = value('HF_TOKEN');
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) {
    throw new StudentError('HF_TOKEN is not a token: it has blanks or other characters that no token has.');
  }
  const home =
    value('HF_HOME') ?? path.join(value('XDG_CACHE_HOME') ?? path.join(os.homedir(), '.cache'), 'huggingface');
  return {
    endpoint: endpointOf(value('HF_ENDPOINT') ?? 'https://huggingface.co'),
    ...(token !== undefined && { token }),
    offline: /^(1|on|yes|true)$/i.test(value('HF_HUB_OFFLINE') ?? ''),
    cache: value('HF_HUB_CACHE') ?? path.join(home, 'hub'),
  };
}

function endpointOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') {
    return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
  }
  throw new StudentError(
    'HF_ENDPOINT is not the address of a hub, such as https://huggingface.co, without a password.',
  );
}
