import path from 'node:path';
import * as vscode from 'vscode';
import { teachersOf } from '../../annotation';
import type { ExportFormat } from '../../protocol/exportFormats';
import type { AnswerIndexes } from '../annotate/answers/answerIndexes';
import type { StudentProcess } from './studentProcess';
import type { TrainedModelPicker } from './trainedModelPicker';
import { trainedModel } from './trainedModels';

export interface ExportServices {
  readonly students: StudentProcess;
  readonly models: TrainedModelPicker;
  readonly answers: AnswerIndexes;
}

/**
 * The command CoNLL: Export Trained Model: a run's model as a new folder that other programs load.
 * @param run the run folder, where it is known already
 * @throws Error with a message for the user
 */
export async function exportModel({ students, models, answers }: ExportServices, run?: vscode.Uri): Promise<void> {
  const { t } = vscode.l10n;
  const runFolder = run?.fsPath ?? (await models.pick(t('Export Which Trained Model')));
  if (runFolder === undefined) return;
  const formats = await askForFormats();
  if (!formats) return;
  const target = await askForFolder(runFolder);
  if (!target) return;
  const model = await trainedModel(runFolder);
  const { files } = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: t('Exporting {0}', path.basename(runFolder)) },
    async () =>
      students.ask('export', {
        run: runFolder,
        folder: target.fsPath,
        formats,
        teachers: await teachersOf(model?.config.distilled ?? [], answers.fileFor(vscode.Uri.file(runFolder))),
      }),
  );
  const open = t('Open Model Card');
  const choice = await vscode.window.showInformationMessage(
    t('{0} has {1}. Its model card says where you should fill something in.', target.fsPath, files.join(', ')),
    open,
  );
  if (choice === open) await vscode.window.showTextDocument(vscode.Uri.joinPath(target, 'README.md'));
}

async function askForFormats(): Promise<readonly ExportFormat[] | undefined> {
  const { t } = vscode.l10n;
  const items: (vscode.QuickPickItem & { readonly formats: readonly ExportFormat[] })[] = [
    {
      formats: ['huggingface'],
      label: 'Hugging Face',
      detail: t("model.safetensors, for Python's transformers, and to train on from here"),
    },
    {
      formats: ['onnx'],
      label: 'ONNX',
      detail: t('model.onnx, for ONNX Runtime in any language, optimum and transformers.js'),
    },
    {
      formats: ['huggingface', 'onnx'],
      label: t('Both'),
      detail: t('In one folder, as models on the hub often have them'),
    },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: t('Export As') });
  return picked?.formats;
}

/** A folder that is not there yet, by its parent and its name: one that is there may hold something. */
function askForFolder(run: string): Thenable<vscode.Uri | undefined> {
  const uri = vscode.Uri.file(run);
  const home = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.Uri.joinPath(uri, '..');
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export into a new folder'),
    saveLabel: vscode.l10n.t('Export'),
    defaultUri: vscode.Uri.joinPath(home, `${path.basename(run)}-model`),
  });
}
