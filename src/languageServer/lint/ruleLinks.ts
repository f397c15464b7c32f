import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The rules' documentation, beside the folder of the bundle; in the sources, beside `src`. */
const places = ['../docs/rules.md', '../../../docs/rules.md'];

let links: ReadonlyMap<string, string> | undefined;

/** Where a rule is documented: a place in a file, which editors open at its line. */
export function ruleLink(code: string): string | undefined {
  links ??= readLinks();
  return links.get(code);
}

function readLinks(): ReadonlyMap<string, string> {
  const file = places.map((place) => path.join(__dirname, place)).find((each) => existsSync(each));
  if (file === undefined) return new Map();
  const href = pathToFileURL(file).href;
  const lines = readFileSync(file, 'utf8').split('\n');
  return new Map(
    lines.flatMap((line, index) => {
      const code = /^## (\S+)$/.exec(line)?.[1];
      return code === undefined ? [] : [[code, `${href}#L${index + 1}`]];
    }),
  );
}
