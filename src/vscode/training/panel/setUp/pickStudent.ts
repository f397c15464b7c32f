import * as vscode from 'vscode';
import { isHubName } from '../../../../protocol/hubName';

/** BERTs of the Hugging Face hub that are often fine-tuned, from small to large. */
const wellKnown = [
  'sentence-transformers/all-MiniLM-L6-v2',
  'google-bert/bert-base-cased',
  'google-bert/bert-base-uncased',
  'google-bert/bert-base-multilingual-cased',
  'google-bert/bert-large-cased',
];

/** Asks for a student: a folder, or the name of a model of the hub. @returns nothing when the question was dismissed */
export async function pickStudent(folder: vscode.WorkspaceFolder): Promise<readonly string[]> {
  const ofFolder = { label: vscode.l10n.t('A folder…'), description: vscode.l10n.t('any BERT on this machine') };
  const ofHub = { label: vscode.l10n.t('A name…'), description: vscode.l10n.t('any BERT of the Hugging Face hub') };
  const picked = await vscode.window.showQuickPick([ofFolder, ofHub, ...wellKnown.map((label) => ({ label }))], {
    title: vscode.l10n.t('Student: a BERT folder, or a model of the Hugging Face hub, which training downloads'),
  });
  if (!picked) return [];
  if (picked === ofFolder) return pickFolder(folder);
  const name = picked === ofHub ? await askForName() : picked.label;
  return name === undefined ? [] : [name];
}

async function pickFolder(folder: vscode.WorkspaceFolder): Promise<readonly string[]> {
  const picked = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Student: a BERT folder with config.json, model.safetensors and tokenizer.json or vocab.txt'),
    canSelectFiles: false,
    canSelectFolders: true,
    defaultUri: folder.uri,
  });
  return (picked ?? []).map(({ fsPath }) => fsPath);
}

async function askForName(): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Student: the name of a BERT of the Hugging Face hub'),
    placeHolder: 'google-bert/bert-base-cased',
    validateInput: (text) =>
      isHubName(text.trim()) ? undefined : vscode.l10n.t('An owner and a model, such as google-bert/bert-base-cased.'),
  });
  return name?.trim();
}
