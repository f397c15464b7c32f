// Finds Chromium for the tests in a real browser; installs Debian's when root on Debian.
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { aptInstall, canInstall } from './apt.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

function find() {
  const onPath = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = names.flatMap((name) => onPath.map((folder) => path.join(folder, name)));
  return [process.env.CHROMIUM ?? '', ...candidates].find((file) => {
    if (file === '') return false;
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The browser's path. Throws, saying what to do, when there is none and none can be installed. */
export function getChromium() {
  const found = find();
  if (found) return found;
  if (canInstall()) {
    aptInstall(['chromium']);
    const installed = find();
    if (installed) return installed;
  }
  throw new Error(
    'The tests in a real browser need Chromium. Install it (Debian: sudo apt-get install chromium), or set CHROMIUM to its path.',
  );
}
