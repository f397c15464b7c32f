/**
 * Runs in the extension's host of a real VS Code in place of tests: opens a large file, scrolls it, opens its reading view, and writes what it
 * measured. What is seen is measured by the page outside (measureViews.mjs).
 */
import { subscribe } from 'node:diagnostics_channel';
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';

export async function run(): Promise<void> {
  const drawn: number[] = [];
  subscribe('conll-distill.decorations', (milliseconds) => {
    if (typeof milliseconds === 'number') drawn.push(milliseconds);
  });
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('no folder is open');
  const show = (name: string) => vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, name));
  // The extension is activated and warm before anything is measured.
  await show('small.conll');
  await sleep(4000);
  const opened: number[] = [];
  const files = ['large1.conll', 'large2.conll', 'large3.conll'];
  for (const name of files) {
    // An editor that is used again would show the last file's boxes for a moment.
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await sleep(500);
    opened.push(Date.now());
    await show(name);
    await sleep(3000);
  }
  const editor = await show('large1.conll');
  await sleep(500);
  drawn.length = 0;
  // Screen by screen, then by leaps: nothing of what comes into view is drawn already.
  for (let step = 1; step <= 60; step++) {
    const line = step <= 30 ? step * 45 : Math.floor((step * 0x9e3779b1) % editor.document.lineCount);
    editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.AtTop);
    await sleep(60);
  }
  const scrolls = [...drawn];
  const read: number[] = [];
  for (const name of files) {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await show(name);
    await sleep(1000);
    read.push(Date.now());
    await vscode.commands.executeCommand('conll.openReadingView');
    await sleep(3000);
  }
  // The page scrolls the last of them now.
  await sleep(6000);
  const file = process.env.CONLL_HOST_RESULT;
  if (file) writeFileSync(file, JSON.stringify({ opened, scrolls, read }));
}
