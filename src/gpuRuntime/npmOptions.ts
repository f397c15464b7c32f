import Config from '@npmcli/config';
import { definitions, flatten, shorthands } from '@npmcli/config/lib/definitions/index.js';
import type { Options } from 'pacote';

/** The user's registry, proxy, certificates, tokens and cache, read as npm itself reads them. */
export async function npmOptions(): Promise<Options> {
  const config = new Config({ npmPath: __dirname, definitions, shorthands, flatten, argv: [], warn: false });
  await config.load();
  return config.flat;
}
