import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json';
import strings from '../../package.nls.json';
import { CONLL_2003_TYPES, DEFAULT_MODEL } from '../../src/annotation';

const root = path.resolve(import.meta.dirname, '../..');
const { commands, languages, grammars, walkthroughs, configuration: settings, menus } = manifest.contributes;

describe('the manifest', () => {
  it('has a text for every %key%, and no text that nothing shows', () => {
    const keys = [...readFileSync(path.join(root, 'package.json'), 'utf8').matchAll(/"%([^%"]+)%"/g)].map(
      ([, key]) => key,
    );
    expect(new Set(keys)).toEqual(new Set(Object.keys(strings)));
  });

  it('points only to files that are there', () => {
    const files = [
      manifest.icon,
      ...languages.flatMap(({ configuration, icon }) => [configuration, icon.light, icon.dark]),
      ...grammars.map((grammar) => grammar.path),
      ...walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.markdown)),
    ];
    expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });

  it('puts only its own commands into menus and walkthroughs', () => {
    const own = new Set(commands.map(({ command }) => command));
    const entries = Object.values(menus).flat();
    const used = entries.flatMap((entry) => ('command' in entry ? [entry.command] : []));
    const linked = [...JSON.stringify(strings).matchAll(/command:(conll\.\w+)/g)].map(([, command = '']) => command);
    expect([...used, ...linked].filter((command) => !own.has(command))).toEqual([]);
  });

  it('lets no untrusted folder say where text is sent, or how', () => {
    const { untrustedWorkspaces } = manifest.capabilities;
    expect(untrustedWorkspaces.supported).toBe('limited');
    const looks = ['conllDistill.entityStyle', 'conllDistill.lint.rules'];
    const others = Object.keys(settings.properties).filter((name) => !looks.includes(name));
    expect(new Set(untrustedWorkspaces.restrictedConfigurations)).toEqual(new Set(others));
    expect(settings.properties['conllDistill.openai.baseUrl'].scope).toBe('machine');
  });

  it('defaults to the model, the types and the definitions of the annotation room', () => {
    const types = settings.properties['conllDistill.entityTypes'].default;
    expect(Object.fromEntries(types.map(({ type, definition }) => [type, definition]))).toEqual(CONLL_2003_TYPES);
    expect(settings.properties['conllDistill.openai.model'].default).toBe(DEFAULT_MODEL);
  });
});
