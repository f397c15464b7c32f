// Takes the README's pictures anew: from a walk through VS Code with the extension as it stands.
//   node scripts/screenshots.mjs
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const root = path.resolve(import.meta.dirname, '..');
const images = path.join(root, 'docs/images');

execFileSync(process.execPath, ['scripts/test.mjs', 'package', 'browser', 'e2e'], { cwd: root, stdio: 'inherit' });
mkdirSync(images, { recursive: true });
for (const name of ['2-annotated', '4-scores'])
  copyFileSync(path.join(root, `artifacts/e2e/${name}.png`), path.join(images, `${name.slice(2)}.png`));
