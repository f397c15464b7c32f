import { existsSync } from 'node:fs';
import path from 'node:path';
import { archiveName } from './installPackages';
import type { RuntimePackage } from './runtimePackages';
import { SetupError } from './setupError';

/** The archives of the runtime in a folder, as `conll-distill gpu download` writes them on a machine with a connection. */
export class OfflineFolder {
  constructor(readonly folder: string) {}

  /** @throws SetupError where it is not there */
  archiveOf(wanted: RuntimePackage): string {
    return this.file(archiveName(wanted));
  }

  /** @throws SetupError where it is not there */
  file(name: string): string {
    const file = path.resolve(this.folder, name);
    if (existsSync(file)) return file;
    throw new SetupError(
      `${this.folder} is without ${name}. Make it anew on a machine with a connection: conll-distill gpu download FOLDER.`,
    );
  }
}
