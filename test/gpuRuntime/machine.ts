import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** A folder for what a test pretends to be installed. */
export class Machine {
  private constructor(readonly folder: string) {}

  static async create(): Promise<Machine> {
    return new Machine(await mkdtemp(path.join(os.tmpdir(), 'conll-gpu-')));
  }

  /** @returns its path */
  async file(name: string, text = ''): Promise<string> {
    const file = path.join(this.folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
    return file;
  }

  /** A program that prints something. @returns the folder to put on PATH */
  async program(name: string, output: string): Promise<string> {
    const file = await this.file(`bin/${name}`, `#!/bin/sh\nprintf '%s\\n' '${output}'\n`);
    await chmod(file, 0o755);
    return path.dirname(file);
  }

  /** A TensorFlow as pip installs it, in its outlines. @returns its folder */
  async tensorflow(
    version: string,
    files = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'],
  ): Promise<string> {
    for (const name of files) await this.file(`site-packages/tensorflow/${name}`);
    await this.file('site-packages/tensorflow/include/tensorflow/c/c_api.h');
    const [major, minor, patch] = version.split('.');
    await this.file(
      'site-packages/tensorflow/include/tensorflow/core/public/release_version.h',
      `#define TF_MAJOR_VERSION ${major}\n#define TF_MINOR_VERSION ${minor}\n#define TF_PATCH_VERSION ${patch}\n`,
    );
    return path.join(this.folder, 'site-packages/tensorflow');
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}
