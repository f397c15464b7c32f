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
  const closeAll = () => vscode.commands.executeCommand('workbench.action.closeAllEditors');
  const isDrawn = async () => {
    for (let waited = 0; drawn.length === 0 && waited < 30_000; waited += 100) await sleep(100);
    await sleep(1500);
  };
  const boxed = vscode.window.createTextEditorDecorationType({ border: '1px solid' });
  vscode.window.onDidChangeVisibleTextEditors((editors) => {
    for (const editor of editors)
      if (editor.document.languageId === 'plaintext') editor.setDecorations(boxed, [new vscode.Range(0, 0, 0, 4)]);
  });
  // The extension is activated and warm before anything is measured.
  await show('small.conll');
  await isDrawn();
  const opened: number[] = [];
  const files = ['large1.conll', 'large2.conll', 'large3.conll'];
  for (const name of files) {
    // An editor that is used again would show the last file's boxes for a moment.
    await closeAll();
    await sleep(500);
    drawn.length = 0;
    opened.push(Date.now());
    await show(name);
    await isDrawn();
  }
  // The same text with a single box as plain text, which no other extension reads: what VS Code itself takes.
  for (const name of ['plain1.txt', 'plain2.txt', 'plain3.txt']) {
    await closeAll();
    await sleep(500);
    await show(name);
    await sleep(3000);
  }
  const editor = await show('large3.conll');
  await sleep(1000);
  drawn.length = 0;
  // Screen by screen, then by leaps: nothing of what comes into view is drawn already.
  for (let step = 1; step <= 40; step++) {
    const line = step <= 20 ? step * 45 : Math.floor((step * 0x9e3779b1) % editor.document.lineCount);
    editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.AtTop);
    await sleep(300);
  }
  const scrolls = [...drawn];
  const read: number[] = [];
  for (const name of files) {
    await closeAll();
    await show(name);
    await sleep(2000);
    read.push(Date.now());
    await vscode.commands.executeCommand('conll.openReadingView');
    await isPainted(folder.uri, read.length);
  }
  const file = process.env.CONLL_HOST_RESULT;
  if (file) writeFileSync(file, JSON.stringify({ opened, scrolls, read }));
}

/** The page outside says so by a file. */
async function isPainted(folder: vscode.Uri, nth: number): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 100) {
    const found = await vscode.workspace.fs.readDirectory(folder);
    if (found.some(([name]) => name === `painted${nth}`)) return;
    await sleep(100);
  }
}
