import { expect, it } from 'vitest';
import { droppedUris } from '../../../../src/webview/trainingPanel/setUp/droppedUris';

const dropped = (data: Readonly<Record<string, string>>) => droppedUris({ getData: (type) => data[type] ?? '' });

it('reads the URIs that VS Code gives, each once, without comments', () => {
  const list = 'file:///d/a.conll\r\nfile:///d/b.conll';
  expect(dropped({ 'application/vnd.code.uri-list': list, 'text/uri-list': `# two\r\n${list}\r\n` })).toEqual([
    'file:///d/a.conll',
    'file:///d/b.conll',
  ]);
});

it('finds none in what the system’s file manager gives', () => {
  expect(dropped({})).toEqual([]);
});
