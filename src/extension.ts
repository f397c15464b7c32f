import * as vscode from 'vscode';
import { annotateFiles } from './vscode/annotate/annotateFiles';
import { annotateSelection } from './vscode/annotate/annotateSelection';
import { AnnotationLog } from './vscode/annotate/annotationLog';
import { AnswerIndexes } from './vscode/annotate/answers/answerIndexes';
import { ApiKeys } from './vscode/annotate/apiKeys';
import { forgetApiKey } from './vscode/annotate/forgetApiKey';
import { editPrompt } from './vscode/annotate/prompts/editPrompt';
import { PromptPreview } from './vscode/annotate/prompts/promptPreview';
import { RunningJobs } from './vscode/annotate/runningJobs';
import { chooseTeacher } from './vscode/annotate/teachers/chooseTeacher';
import { askForTrainedModel } from './vscode/annotate/teachers/trainedModelSource';
import { type Command, needsFolder, needsTrust, registerCommands } from './vscode/commands';
import { compareTeachers } from './vscode/compare/compareTeachers';
import { measureAgreement } from './vscode/compare/measureAgreement';
import { nextDisagreement } from './vscode/compare/nextDisagreement';
import { mergeFiles } from './vscode/dataset/mergeFiles';
import { removeDuplicates } from './vscode/dataset/removeDuplicates';
import { sampleFile } from './vscode/dataset/sampleFile';
import { shuffleFile } from './vscode/dataset/shuffleFile';
import { splitFile } from './vscode/dataset/splitFile';
import { StatisticsPanels } from './vscode/dataset/statisticsPanel';
import { DocumentStatus, showDocument } from './vscode/editor/documentStatus';
import { EntityDecorations } from './vscode/editor/entityDecorations';
import { OverviewRuler } from './vscode/editor/overviewRuler';
import { contributedPalette } from './vscode/editor/palette';
import { ParsedDocuments } from './vscode/editor/parsedDocuments';
import { colourDocuments } from './vscode/editor/semanticColours';
import { SentenceHover } from './vscode/editor/sentenceHover';
import { serverActions } from './vscode/editor/serverActions';
import { watchTooLargeFiles } from './vscode/editor/tooLargeFiles';
import { exportDocument } from './vscode/exchange/exportDocument';
import { importFile } from './vscode/exchange/importFile';
import { LossReports } from './vscode/exchange/lossReports';
import { ResultsPages } from './vscode/experiment/resultsPages';
import { runExperiment } from './vscode/experiment/runExperiment';
import { startLanguageClient } from './vscode/languageClient';
import { CONLL_LANGUAGE } from './vscode/languageId';
import { openReadingView, ReadingViews } from './vscode/readingView/readingView';
import { reviewAnnotations } from './vscode/review/reviewPanel';
import { selectSentences } from './vscode/select/selectSentences';
import { exportModel } from './vscode/student/exportModel';
import { StudentProcess } from './vscode/student/studentProcess';
import { TrainedModelPicker } from './vscode/student/trainedModelPicker';
import { registerLanguageModelTools } from './vscode/tools/languageModelTools';
import { chooseDevice } from './vscode/training/chooseDevice';
import { TrainerLauncher } from './vscode/training/launcher';
import { TrainingPanels } from './vscode/training/panel/trainingPanels';
import { dataRoles, useForTraining } from './vscode/training/panel/useForTraining';
import { RunWatcher } from './vscode/training/runWatcher';
import { setUpGpu } from './vscode/training/setUpGpu';
import { train } from './vscode/training/trainCommand';

/** Builds the services and registers the features; what they do stands in `vscode/`. */
export function activate(context: vscode.ExtensionContext): void {
  const inExtension = (...segments: string[]): string => vscode.Uri.joinPath(context.extensionUri, ...segments).fsPath;
  const documents = new ParsedDocuments();
  const palette = contributedPalette(context.extension);
  const keys = new ApiKeys(context.secrets);
  const log = new AnnotationLog();
  const jobs = new RunningJobs();
  const answers = new AnswerIndexes(context.globalStorageUri);
  const bundles = {
    trainer: inExtension('dist', 'trainer.js'),
    cli: inExtension('dist', 'cli.js'),
    comparisons: inExtension('dist', 'comparisons.js'),
    gpuRuntime: vscode.Uri.joinPath(context.globalStorageUri, 'gpu-runtime').fsPath,
  };
  const launcher = new TrainerLauncher(bundles, () => vscode.workspace.isTrusted);
  const model = inExtension('media', 'models', 'minilm-l6');

  const students = new StudentProcess(bundles);
  const models = new TrainedModelPicker(context.workspaceState);
  const annotation = { documents, keys, log, jobs, students, models, embedder: model, answers };
  const preview = new PromptPreview(annotation);
  const panels = new TrainingPanels({
    extensionUri: context.extensionUri,
    launcher,
    model,
    bundles,
    memory: context.workspaceState,
    onStarted: () => watcher.wake(),
  });
  const watcher = new RunWatcher((folder, run) => void panels.open(folder, run));
  const pages = new ResultsPages();
  const reports = new LossReports();

  const statistics = new StatisticsPanels(context.extensionUri);
  const readingViews = new ReadingViews({ documents, answers, extensionUri: context.extensionUri });

  const commands: Command[] = [
    ...serverActions(documents),
    {
      id: 'conll.annotateSelection',
      run: () => annotateSelection(annotation),
      when: needsTrust,
    },
    {
      id: 'conll.annotateFiles',
      run: (clicked?: vscode.Uri, selected?: readonly vscode.Uri[]) => annotateFiles(annotation, clicked, selected),
      when: needsTrust,
    },
    {
      id: 'conll.annotateSelectionWithTrainedModel',
      run: () => annotateSelection(annotation, askForTrainedModel(models)),
      when: needsTrust,
    },
    {
      id: 'conll.annotateFilesWithTrainedModel',
      run: (clicked?: vscode.Uri, selected?: readonly vscode.Uri[], run?: vscode.Uri) =>
        annotateFiles(annotation, clicked, selected, askForTrainedModel(models, run)),
      when: needsTrust,
    },
    {
      id: 'conll.exportModel',
      run: (run?: vscode.Uri) => exportModel({ students, models, answers }, run),
      when: needsTrust,
    },
    { id: 'conll.chooseTeacher', run: () => chooseTeacher(), when: needsTrust },
    { id: 'conll.editPrompt', run: () => editPrompt(), when: needsTrust },
    { id: 'conll.previewPrompt', run: () => preview.show(), when: needsTrust },
    { id: 'conll.openReadingView', run: (clicked?: vscode.Uri) => openReadingView(clicked) },
    {
      id: 'conll.reviewAnnotations',
      run: () => reviewAnnotations({ documents, answers, extensionUri: context.extensionUri }),
    },
    { id: 'conll.compareTeachers', run: () => compareTeachers(annotation), when: needsTrust },
    { id: 'conll.selectSentences', run: () => selectSentences(annotation), when: needsTrust },
    {
      id: 'conll.measureAgreement',
      run: (clicked?: vscode.Uri, selected?: readonly vscode.Uri[]) => measureAgreement(documents, clicked, selected),
    },
    { id: 'conll.showDocument', run: () => showDocument(documents) },
    {
      id: 'conll.nextDisagreement',
      run: () => readingViews.go('disagreement', 1) || nextDisagreement(documents, 1),
    },
    {
      id: 'conll.previousDisagreement',
      run: () => readingViews.go('disagreement', -1) || nextDisagreement(documents, -1),
    },
    { id: 'conll.pauseAnnotation', run: () => jobs.togglePause() },
    { id: 'conll.import', run: (clicked?: vscode.Uri) => importFile(reports, clicked) },
    { id: 'conll.export', run: (clicked?: vscode.Uri) => exportDocument(reports, clicked) },
    {
      id: 'conll.splitFile',
      run: (clicked?: vscode.Uri) => splitFile((files) => statistics.show(undefined, files), clicked),
    },
    { id: 'conll.sampleFile', run: (clicked?: vscode.Uri) => sampleFile(clicked) },
    {
      id: 'conll.mergeFiles',
      run: (clicked?: vscode.Uri, selected?: readonly vscode.Uri[]) => mergeFiles(clicked, selected),
    },
    { id: 'conll.shuffleFile', run: (clicked?: vscode.Uri) => shuffleFile(clicked) },
    { id: 'conll.removeDuplicates', run: (clicked?: vscode.Uri) => removeDuplicates(clicked) },
    {
      id: 'conll.showStatistics',
      run: (clicked?: vscode.Uri, selected?: readonly vscode.Uri[]) => statistics.show(clicked, selected),
    },
    {
      id: 'conll.train',
      run: () => train({ launcher, model, watcher }),
      when: needsFolder,
    },
    { id: 'conll.openTrainingPanel', run: () => panels.openChosen(), when: needsFolder },
    ...dataRoles.map(
      (role): Command => ({
        id: `conll.useAs.${role}`,
        run: (clicked?: vscode.Uri, selected?: readonly vscode.Uri[]) =>
          useForTraining(panels, role, clicked, selected),
        when: needsFolder,
      }),
    ),
    {
      id: 'conll.runExperiment',
      run: () => runExperiment({ bundles, keys, pages, ready: inExtension('media', 'experiments') }),
      when: needsFolder,
    },
    { id: 'conll.showExperimentResults', run: () => pages.choose() },
    { id: 'conll.chooseDevice', run: () => chooseDevice(bundles), when: needsTrust },
    { id: 'conll.setUpGpu', run: () => setUpGpu(bundles), when: needsTrust },
    { id: 'conll.forgetApiKey', run: () => forgetApiKey(keys) },
  ];
  context.subscriptions.push(
    documents,
    log,
    jobs,
    students,
    preview,
    registerCommands(commands),
    panels,
    watcher,
    pages,
    reports,
    new EntityDecorations(documents, palette),
    colourDocuments(documents),
    new OverviewRuler(documents, palette),
    new DocumentStatus(documents),
    vscode.languages.registerHoverProvider({ language: CONLL_LANGUAGE }, new SentenceHover(documents, answers)),
    watchTooLargeFiles(),
    statistics.register(),
    readingViews,
    registerLanguageModelTools(annotation),
  );
  // Nothing here needs the server, so nothing waits for it.
  void startLanguageClient(context);
}
