import * as vscode from 'vscode';
import type { TrainedModelPicker } from '../../student/trainedModelPicker';
import { type ChooseSource, workspaceOf } from './chosenTeacher';
import { studentSource } from './studentSource';

/**
 * Lets the user pick the trained model that annotates, whatever teacher the settings name.
 * @param known the run folder, where it is known already
 */
export function askForTrainedModel(models: TrainedModelPicker, known?: vscode.Uri): ChooseSource {
  return async ({ students }, scope) => {
    const run = known?.fsPath ?? (await models.pick(vscode.l10n.t('Annotate with Which Trained Model')));
    return run === undefined ? undefined : studentSource(students, { scope, workspace: workspaceOf(scope) }, run);
  };
}
