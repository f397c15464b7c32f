import * as vscode from 'vscode';
import { percent } from '../../tables';
import { type TrainedModel, trainedModel, trainedModels } from './trainedModels';

interface ModelItem extends vscode.QuickPickItem {
  /** Its run folder; absent for separators and for what opens a dialog. */
  readonly folder?: string;
}

const lastKey = 'conllDistill.lastTrainedModel';

/** Asks which trained model is meant, and remembers it for the next time. */
export class TrainedModelPicker {
  /** @param memory of the workspace */
  constructor(private readonly memory: vscode.Memento) {}

  /** @returns its run folder's path; nothing when the user dismissed the question, or there is none yet */
  async pick(title: string): Promise<string | undefined> {
    const { t } = vscode.l10n;
    const last = this.memory.get<string>(lastKey);
    const lastModel = last === undefined ? undefined : await trainedModel(last);
    const others = (await trainedModels()).filter(({ folder }) => folder !== lastModel?.folder);
    if (!lastModel && others.length === 0) return this.#keep(await this.#withoutAny());
    const browse: ModelItem = { label: t('Browse…'), detail: t('The folder of a run that is elsewhere') };
    const picked = await vscode.window.showQuickPick<ModelItem>(
      [
        ...(lastModel ? [separator(t('used last')), itemOf(lastModel)] : []),
        ...(others.length > 0 ? [separator(t('by F1 on dev')), ...others.map(itemOf)] : []),
        separator(''),
        browse,
      ],
      { title, matchOnDescription: true, matchOnDetail: true },
    );
    return this.#keep(picked === browse ? await browseForRun() : picked?.folder);
  }

  async #withoutAny(): Promise<string | undefined> {
    const { t } = vscode.l10n;
    const [open, browse] = [t('Open Training Panel'), t('Browse…')];
    const choice = await vscode.window.showInformationMessage(
      t(
        'There is no trained model in this workspace yet: train one first, or choose the folder of a run that is elsewhere.',
      ),
      open,
      browse,
    );
    if (choice === open) await vscode.commands.executeCommand('conll.openTrainingPanel');
    return choice === browse ? browseForRun() : undefined;
  }

  async #keep(folder: string | undefined): Promise<string | undefined> {
    if (folder !== undefined) await this.memory.update(lastKey, folder);
    return folder;
  }
}

function separator(label: string): ModelItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function itemOf({ folder, name, config, report }: TrainedModel): ModelItem {
  const { t } = vscode.l10n;
  const { dev, test } = report;
  const figures = [
    dev && t('F1 {0} on dev', percent(dev.micro.f1)),
    test && t('{0} on test', percent(test.micro.f1)),
  ].filter((figure) => figure !== undefined);
  return {
    folder,
    label: name,
    description: figures.join(', '),
    detail: [report.entityTypes.join(', '), config.blend.name, t('{0} steps', report.steps)].join(' · '),
  };
}

async function browseForRun(): Promise<string | undefined> {
  const picked = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Trained model: the folder of a run, with its config.json and checkpoint'),
    openLabel: vscode.l10n.t('Choose'),
    canSelectFiles: false,
    canSelectFolders: true,
  });
  return picked?.[0]?.fsPath;
}
