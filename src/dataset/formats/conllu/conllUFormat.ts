import { DatasetError } from '../../datasetError';
import type { Format } from '../format';
import { CONLL_U_COLUMNS } from './columns';
import { readConllU } from './read';
import { writeConllU } from './write';

export const conllU: Format = {
  id: 'conllu',
  label: 'CoNLL-U',
  description: 'Universal Dependencies, with the tags in MISC or in a column (CoNLL-U Plus)',
  endings: ['.conllu', '.conllup'],
  keepsEncoding: true,
  detects: ({ text }) => {
    const lines = text.replace(/^\ufeff/u, '').split(/\r\n|\n|\r/u, 200);
    const words = lines.filter((line) => line !== '' && !line.startsWith('#'));
    return (
      words.length > 0 &&
      words.slice(0, -1).every((line) => /^\d+(?:[-.]\d+)?\t/u.test(line)) &&
      (lines.some((line) => line.startsWith('# global.columns')) ||
        words[0]?.split('\t').length === CONLL_U_COLUMNS.length)
    );
  },
  read: (sources, options) => {
    const [source] = sources;
    if (!source || sources.length > 1) throw new DatasetError('CoNLL-U is imported one file at a time.');
    return readConllU(source, options);
  },
  write: writeConllU,
};
