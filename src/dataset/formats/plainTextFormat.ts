import { DatasetError } from '../datasetError';
import { importPlainText } from '../plainText';
import { Findings } from './finding';
import type { Format } from './format';
import { importTexts } from './importTexts';

export const plainText: Format = {
  id: 'text',
  label: 'Plain text',
  description: 'Running text, split into sentences and tokens',
  endings: ['.txt'],
  read: (sources, options) => {
    if (options.pretokenized) {
      const texts = sources.map(({ name, text }) => ({ text, spans: [], place: { file: name } }));
      return importTexts(texts, options, new Findings());
    }
    const text = sources
      .map((source) => importPlainText(source.text, options.locale === undefined ? {} : { locale: options.locale }))
      .filter((each) => each !== '')
      .join('\n');
    if (text === '') throw new DatasetError(`${sources[0]?.name ?? 'the file'}: there is no text in it.`);
    return { text, findings: [] };
  },
};
