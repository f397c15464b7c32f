import * as vscode from 'vscode';
import { comparedColumns, entityLines, liveDisagreements, tagUse } from '../../dataset';
import { activeConll, activeDocument } from '../activeDocument';
import { columnName } from './columnName';
import type { ParsedDocument, ParsedDocuments } from './parsedDocuments';

/** Milliseconds without an edit until the figures follow. */
const AFTER_EDIT_MS = 300;

const command = 'conll.showDocument';

/** The status bar's item of a CoNLL file: scheme, entities and problems; resting the mouse on it or clicking it says more. */
export class DocumentStatus implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('conllDistill.document', vscode.StatusBarAlignment.Right, 101);
  readonly #subscriptions: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly documents: ParsedDocuments) {
    this.#item.name = vscode.l10n.t('CoNLL Document');
    this.#item.command = command;
    // Whatever its language is: one that is CoNLL no more has no item.
    const isActive = (document: vscode.TextDocument) => document === activeDocument();
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(() => this.#soon(0)),
      vscode.window.tabGroups.onDidChangeTabs(() => this.#soon(0)),
      vscode.window.tabGroups.onDidChangeTabGroups(() => this.#soon(0)),
      documents.onDidLearnTypes((document) => isActive(document) && this.#soon(AFTER_EDIT_MS)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => isActive(document) && this.#soon(AFTER_EDIT_MS)),
      vscode.workspace.onDidOpenTextDocument((document) => isActive(document) && this.#soon(0)),
      vscode.languages.onDidChangeDiagnostics(() => this.#soon(AFTER_EDIT_MS)),
    );
    this.#soon(0);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
    this.#item.dispose();
  }

  #soon(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(), delay);
  }

  #show(): void {
    const document = activeConll();
    if (!document) {
      this.#item.hide();
      return;
    }
    const parsed = this.documents.get(document);
    // Until all was looked at, figures would be those of a part.
    const { text, tooltip } = parsed.isLearnt
      ? statusOf(document, parsed)
      : { text: '$(loading~spin) CoNLL', tooltip: undefined };
    this.#item.text = text;
    this.#item.tooltip = tooltip;
    this.#item.show();
  }
}

function statusOf(document: vscode.TextDocument, { live, scheme }: ParsedDocument) {
  const { t } = vscode.l10n;
  const found = vscode.languages.getDiagnostics(document.uri);
  const problems = found.length;
  if (live.sentenceCount === 0) return { text: t('CoNLL: empty'), tooltip: t('This file has no sentences.') };
  if (live.tagColumn < 0) {
    return { text: t('CoNLL: no tags'), tooltip: t('This file has no column of tags.') };
  }
  const { types, alternatives } = tagUse(live);
  const entities = sum(types.values());
  const text = [scheme.toUpperCase(), entitiesIn(entities)];
  if (problems > 0) text.push(`$(${iconOf(found)}) ${count(problems)}`);
  const others = alternatives.map((each) => each.toUpperCase()).join(', ');
  const rows = [...types]
    .sort((a, b) => b[1] - a[1])
    .map(([type, each]) => `| \`${type.replace(/[`|]/g, ' ')}\` | ${count(each)} |`);
  const facts = [
    others === ''
      ? t('Tag scheme {0}', scheme.toUpperCase())
      : t('Tag scheme {0}; its tags fit {1} as well', scheme.toUpperCase(), others),
    t('{0} columns; the tags stand in column {1}', live.layout.columnCount, live.tagColumn + 1),
    t('{0} sentences, {1} entities, {2} problems', count(live.sentenceCount), count(entities), count(problems)),
  ];
  const markdown = new vscode.MarkdownString(
    [
      facts.join('  \n'),
      ...(rows.length > 0 ? [`| ${t('type')} | ${t('entities')} |\n| :-- | --: |\n${rows.join('\n')}`] : []),
    ].join('\n\n'),
  );
  return { text: text.join(' · '), tooltip: markdown };
}

/**
 * The command CoNLL: Show Document: what the status bar says, and what can be done about it: entities of a type gone through, problems,
 * disagreements, the scheme.
 * @throws Error with a message for the user
 */
export async function showDocument(documents: ParsedDocuments): Promise<void> {
  const { t } = vscode.l10n;
  const document = activeConll();
  if (!document) throw new Error(t('Open a CoNLL file first.'));
  const { live, scheme } = documents.get(document);
  // What acts at the cursor of a text needs one.
  const isText = vscode.window.activeTextEditor?.document === document;
  const run = (id: string) => () => void vscode.commands.executeCommand(id);
  const columns = comparedColumns(live);
  const disagreements = liveDisagreements(live, columns).sentences.length;
  const problems = vscode.languages.getDiagnostics(document.uri).length;
  const types = [...tagUse(live).types].sort((a, b) => b[1] - a[1]);
  const items: (vscode.QuickPickItem & { run?: () => unknown })[] = [
    ...(isText ? [{ label: t('$(book) Open Reading View'), run: run('conll.openReadingView') }] : []),
    { label: t('$(graph) Show Statistics'), run: run('conll.showStatistics') },
    ...(isText
      ? [
          {
            label: t('$(symbol-namespace) Convert Scheme…'),
            description: scheme.toUpperCase(),
            run: run('conll.convertScheme'),
          },
        ]
      : []),
    ...(isText && problems > 0
      ? [{ label: t('$(warning) Next Problem'), description: count(problems), run: run('editor.action.marker.next') }]
      : []),
    ...(columns.length > 1
      ? [
          {
            label: t('$(arrow-down) Next Disagreement'),
            description: t('{0} sentences', count(disagreements)),
            detail: columns.map((column) => columnName(document, live, column)).join(', '),
            run: run('conll.nextDisagreement'),
          },
        ]
      : []),
    { label: t('go to the next entity'), kind: vscode.QuickPickItemKind.Separator },
    ...types.map(([type, each]) => ({
      label: type,
      description: entitiesIn(each),
      run: () => goToNext(document, documents, type),
    })),
  ];
  const title = t('{0} sentences, {1} columns', count(live.sentenceCount), live.layout.columnCount);
  const chosen = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
  await chosen?.run?.();
}

/** Moves the cursor to the next entity of a type, around the file's end. */
async function goToNext(document: vscode.TextDocument, documents: ParsedDocuments, type: string): Promise<void> {
  const editor =
    vscode.window.visibleTextEditors.find((each) => each.document === document) ??
    (await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }));
  const { live } = documents.get(document);
  const lines = [...entityLines(live)].flatMap((entity) => (entity.type === type ? [entity.line] : []));
  const line = lines.find((each) => each > editor.selection.active.line) ?? lines[0];
  if (line === undefined) return;
  const position = new vscode.Position(line, 0);
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(new vscode.Range(position, position), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Of the worst of them. */
function iconOf(problems: readonly vscode.Diagnostic[]): string {
  const worst = Math.min(...problems.map(({ severity }) => severity));
  if (worst === vscode.DiagnosticSeverity.Error) return 'error';
  return worst === vscode.DiagnosticSeverity.Warning ? 'warning' : 'info';
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

const entitiesIn = (number: number): string =>
  number === 1 ? vscode.l10n.t('1 entity') : vscode.l10n.t('{0} entities', count(number));

const count = (value: number): string => value.toLocaleString('en-US');
