import assert from 'node:assert';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

describe('activation', () => {
  it('runs in a VS Code that the manifest promises to support', () => {
    const manifest = extension().packageJSON as { engines: { vscode: string } };
    const [major, minor] = versionOf(vscode.version);
    const [promisedMajor, promisedMinor] = versionOf(manifest.engines.vscode);
    assert.strictEqual(major, promisedMajor);
    assert.ok(minor >= promisedMinor, `${vscode.version} is older than ${manifest.engines.vscode}`);
  });

  it('registers every command that the manifest contributes', async () => {
    await extension().activate();
    const manifest = extension().packageJSON as { contributes: { commands: readonly { command: string }[] } };
    const contributed = manifest.contributes.commands.map(({ command }) => command);
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.ok(contributed.length > 0);
    assert.deepStrictEqual(
      contributed.filter((command) => !registered.has(command)),
      [],
    );
  });
});

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('conll-distill.conll-distill');
  assert.ok(found, 'the extension is not there');
  return found;
}

function versionOf(text: string): [major: number, minor: number] {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(text) ?? [];
  return [Number(major), Number(minor)];
}
