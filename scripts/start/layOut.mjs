// Lays out the sample data set from its source, media/sample/wikigold.conll, with the product's own code:
//   node scripts/start/layOut.mjs
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { importSource } from './importSource.mjs';

/** @typedef {typeof import('../../src/dataset')} Dataset */
/** @typedef {import('../../src/dataset').ConllDocument} ConllDocument */
/** @typedef {import('../../src/dataset').Sentence} Sentence */

/** Sentences of each part. Some articles are left out: a part is filled with whole articles as far as they fit. */
const sizes = { original: 300, unlabelled: 900, dev: 150, test: 300 };
const seed = 20;

/** What goes from the sample into a folder to work in. */
const working = ['original.conll', 'unlabelled.conll', 'dev.conll', 'test.conll'];

/** Sentences with their lines as they stand, and a `-DOCSTART-` line before each article. @param {ConllDocument} document @param {Sentence[]} sentences */
function print(document, sentences) {
  return sentences
    .map(({ lines, documentIndex }, index) => {
      const rows = lines.map((line) => {
        const { start, end } = document.lineRange(line);
        return `${document.text.slice(start, end)}\n`;
      });
      const begins = documentIndex !== sentences[index - 1]?.documentIndex;
      return `${begins ? '-DOCSTART- O\n\n' : ''}${rows.join('')}\n`;
    })
    .join('');
}

/**
 * The files of the sample by name: IOB1 tags converted to IOB2, articles dealt to the parts by a fixed seed.
 * @param {string} source the text of wikigold.conll
 * @returns {Promise<Record<string, string>>}
 */
export async function sampleFiles(source) {
  /** @type {Dataset} */
  const { applyEdits, ConllDocument, convertScheme, editEntities, splitByDocument } =
    await importSource('src/dataset/index.ts');
  const document = ConllDocument.parse(applyEdits(source, convertScheme(ConllDocument.parse(source), 'iob2')));
  const parts = splitByDocument(document, { sizes, seed });
  const human = print(document, parts.unlabelled);
  const withHumanTags = ConllDocument.parse(human);
  const untag = withHumanTags.sentences.flatMap((sentence) => editEntities(withHumanTags, sentence, [], 'iob2'));
  return {
    'original.conll': print(document, parts.original),
    'unlabelled.conll': applyEdits(human, untag),
    'unlabelled-human.conll': human,
    'dev.conll': print(document, parts.dev),
    'test.conll': print(document, parts.test),
  };
}

/** Writes what is missing of the sample. @param {string} sample folder @returns {Promise<string[]>} the names written */
export async function layOutSample(sample) {
  const files = await sampleFiles(await readFile(path.join(sample, 'wikigold.conll'), 'utf8'));
  const missing = Object.entries(files).filter(([name]) => !existsSync(path.join(sample, name)));
  for (const [name, text] of missing) await writeFile(path.join(sample, name), text);
  return missing.map(([name]) => name);
}

/**
 * Copies what is missing into a folder to work in, so that users may change it.
 * @param {string} sample @param {string} workspace @returns {Promise<string>} what stands there now, a line a file
 */
export async function layOutWorkspace(sample, workspace) {
  /** @type {Dataset} */
  const { ConllDocument, decodeEntities } = await importSource('src/dataset/index.ts');
  await mkdir(workspace, { recursive: true });
  const lines = working.map(async (name) => {
    const file = path.join(workspace, name);
    if (!existsSync(file)) await copyFile(path.join(sample, name), file);
    const { sentences } = ConllDocument.parse(await readFile(file, 'utf8'));
    const entities = sentences.reduce((sum, { tags }) => sum + decodeEntities(tags).length, 0);
    return `  ${file}: ${sentences.length} sentences, ${entities} entities`;
  });
  return (await Promise.all(lines)).join('\n');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const written = await layOutSample(path.resolve(import.meta.dirname, '../../media/sample'));
  console.log(written.length > 0 ? `written: ${written.join(', ')}` : 'nothing was missing');
}
