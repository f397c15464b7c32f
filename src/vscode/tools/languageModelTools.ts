import path from 'node:path';
import * as vscode from 'vscode';
import { estimateAnnotation, inDollars } from '../../annotation';
import {
  ConllDocument,
  checkReadable,
  decodeBytes,
  detectScheme,
  lint,
  type NamedDocument,
  refuseOtherTokens,
  tagsOfColumn,
} from '../../dataset';
import { evaluate, scoreTable } from '../../evaluation';
import { plainText } from '../../tables';
import { annotateUris } from '../annotate/annotateFiles';
import type { AnnotationServices } from '../annotate/annotateSelection';
import { chosenTeacher } from '../annotate/teachers/chosenTeacher';

interface EvaluateInput {
  readonly gold: string;
  readonly prediction?: string;
}

interface FileInput {
  readonly file: string;
}

/** What language models in VS Code's chat can do with CoNLL files. */
export function registerLanguageModelTools(services: AnnotationServices): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.lm.registerTool<EvaluateInput>('evaluate_conll', {
      invoke: async ({ input }) => result(await evaluateFiles(input)),
    }),
    vscode.lm.registerTool<FileInput>('check_conll', { invoke: async ({ input }) => result(await check(input)) }),
    vscode.lm.registerTool<FileInput>('annotate_sentences', {
      prepareInvocation: async ({ input }) => ({
        invocationMessage: vscode.l10n.t('Annotating {0}', input.file),
        confirmationMessages: await question(services, input),
      }),
      invoke: async ({ input }) => result(await annotate(services, input)),
    }),
  );
}

async function evaluateFiles({ gold, prediction }: EvaluateInput): Promise<string> {
  const first = await read(gold);
  if (prediction === undefined) {
    const { columnCount, tagColumn } = first.document;
    if (columnCount < 3) {
      throw new Error(
        `${gold} has ${columnCount} columns: expected a token, its gold tag and its predicted tag, or a second file.`,
      );
    }
    return scores(tagsOfColumn(first, tagColumn - 1), tagsOfColumn(first, tagColumn));
  }
  const second = await read(prediction);
  refuseOtherTokens(first, second);
  return scores(tagsOfColumn(first, first.document.tagColumn), tagsOfColumn(second, second.document.tagColumn));
}

function scores(gold: readonly (readonly string[])[], predicted: readonly (readonly string[])[]): string {
  return plainText(scoreTable(evaluate(gold, predicted, { scheme: detectScheme(gold) })));
}

/** Problems that a model is told; the rest is counted. */
const shown = 50;

async function check({ file }: FileInput): Promise<string> {
  const { document } = await read(file);
  const problems = lint(document.text);
  if (problems.length === 0) return `${file}: no problems.`;
  const lines = problems
    .slice(0, shown)
    .map(({ line, severity, message, code }) => `${file}:${line + 1}: ${severity}: ${message} (${code})`);
  const more = problems.length - lines.length;
  return [...lines, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n');
}

/** What it will cost, and where it goes: asked before anything is sent or written. */
async function question(services: AnnotationServices, { file }: FileInput) {
  const { t } = vscode.l10n;
  const uri = resolve(file);
  const { document } = await read(file);
  const source = chosenTeacher(services, uri);
  const sentences = document.sentences.map(({ tokens }) => tokens);
  const teacher = await source.open();
  const estimate = teacher && (await estimateAnnotation(teacher, sentences, services.answers.fileFor(uri)));
  const dollars = estimate?.dollars;
  const cost =
    estimate === undefined
      ? t('It costs nothing.')
      : dollars === undefined
        ? t('Its price is not known.')
        : t('It will cost about {0}.', inDollars(dollars));
  return {
    title: t('Annotate {0}?', file),
    message: t(
      '{0} sentences go to {1}. {2} The tags are written into a new file beside it.',
      sentences.length,
      source.name,
      cost,
    ),
  };
}

async function annotate(services: AnnotationServices, { file }: FileInput): Promise<string> {
  if (!vscode.workspace.isTrusted) throw new Error('Annotating needs a trusted workspace.');
  const written = await annotateUris(services, [resolve(file)], 'copy', { asked: true });
  if (!written) return 'Nothing was annotated: the user cancelled, or gave no key.';
  return written.map((uri) => `Written: ${vscode.workspace.asRelativePath(uri)}`).join('\n') || 'Nothing was written.';
}

async function read(file: string): Promise<NamedDocument> {
  const uri = resolve(file);
  const bytes = await vscode.workspace.fs.readFile(uri).then(
    (found) => found,
    () => {
      throw new Error(`${file} cannot be read. Expected the path of a CoNLL file from the workspace folder.`);
    },
  );
  const unreadable = checkReadable(bytes, file, { needsTags: false });
  if (unreadable) throw unreadable;
  return { name: file, document: ConllDocument.parse(decodeBytes(bytes).text) };
}

/** @throws Error for a file outside of the workspace: a model may not read elsewhere */
function resolve(file: string): vscode.Uri {
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const full = path.resolve(folder.uri.fsPath, file);
    const inside = path.relative(folder.uri.fsPath, full);
    if (!inside.startsWith('..') && !path.isAbsolute(inside)) return vscode.Uri.file(full);
  }
  throw new Error(`${file} is not in the workspace.`);
}

function result(text: string): vscode.LanguageModelToolResult {
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
}
