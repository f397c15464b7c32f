import { posix } from 'node:path';
import * as vscode from 'vscode';
import { type Annotation, answeredTags } from '../../annotation';
import { ConllDocument, decodeBytes, importPlainText, isPlainText, withTags } from '../../dataset';
import { mustBeWritable } from '../editor/readOnly';
import type { AnnotationServices } from './annotateSelection';
import { type AnnotationTarget, readTarget, refuseLosing, writeInPlace } from './annotationTarget';
import { askTeacher } from './askTeacher';
import { chooseDestination, type Destination } from './chooseDestination';
import { chooseFiles } from './chooseFiles';
import { filesOf } from './filesOf';
import { type ChooseSource, chosenTeacher } from './teachers/chosenTeacher';

/** A file of the job. Plain text has been split into sentences; it is never edited. */
interface JobFile extends AnnotationTarget {
  readonly isText: boolean;
  /** For VS Code, of the file; what is made from plain text is UTF-8. */
  readonly encoding: string;
}

/**
 * The command CoNLL: Annotate Files: whole files and folders as one job. Plain text is split into sentences and tokens
 * first. A file with a sentence that got no answer is not written; what was answered is kept.
 * @param clicked what was clicked in the explorer, and all that was selected there; by default the user is asked
 * @throws Error or AnnotationError with a message for the user
 */
export async function annotateFiles(
  services: AnnotationServices,
  clicked?: vscode.Uri,
  selected?: readonly vscode.Uri[],
  choose?: ChooseSource,
): Promise<void> {
  const chosen = selected?.length ? selected : clicked ? [clicked] : await chooseFiles();
  if (chosen === undefined) return;
  await annotateUris(services, await filesOf(chosen), undefined, { choose });
}

/**
 * Annotates files as one job.
 * @param destination asked for where absent
 * @param more `asked`: the user has agreed to the cost already; `choose`: who annotates, by default whom the settings name
 * @returns the new files; nothing when the user cancelled
 * @throws Error or AnnotationError with a message for the user
 */
export async function annotateUris(
  services: AnnotationServices,
  uris: readonly vscode.Uri[],
  destination?: Destination,
  { choose = chosenTeacher, ...more }: { readonly asked?: boolean; readonly choose?: ChooseSource | undefined } = {},
): Promise<vscode.Uri[] | undefined> {
  const [scope] = uris;
  if (scope === undefined) {
    throw new Error(vscode.l10n.t('There is no CoNLL file and no plain text (.txt) in what you chose.'));
  }
  const files = await Promise.all(uris.map((uri) => readFile(services, uri)));
  const where = destination ?? (await chooseDestination(files.length));
  if (where === undefined) return undefined;
  if (where !== 'column') for (const file of files) if (!file.isText) refuseUntagged(file, where);
  if (where === 'in-place') {
    for (const { uri, isText } of files) {
      if (!isText) await mustBeWritable(await vscode.workspace.openTextDocument(uri));
    }
  }
  const source = await choose(services, scope);
  if (source === undefined) return undefined;
  const answers = await askTeacher(services, {
    scope,
    sentences: files.flatMap(({ sentences }) => sentences.map(({ tokens }) => tokens)),
    source,
    large: true,
    ...more,
  });
  if (answers === undefined) return undefined;
  const written: vscode.Uri[] = [];
  let overtaken = 0;
  let first = 0;
  for (const file of files) {
    const annotations = await answers.job.annotations(first, first + file.sentences.length);
    first += file.sentences.length;
    if (annotations.includes(undefined)) continue;
    if (where === 'in-place' && !file.isText) overtaken += await writeInPlace(services.documents, file, annotations);
    else written.push(await writeNewFile(file, annotations, where, source.name));
  }
  await services.log.report({ ...answers, targets: files, model: source.name, overtaken });
  const [only] = written;
  if (only && written.length === 1) await vscode.window.showTextDocument(only);
  return written;
}

async function readFile({ documents }: AnnotationServices, uri: vscode.Uri): Promise<JobFile> {
  if (!isPlainText(uri.path)) {
    const document = await vscode.workspace.openTextDocument(uri);
    return { ...readTarget(documents, document, (all) => all), isText: false, encoding: document.encoding };
  }
  const { text } = decodeBytes(await vscode.workspace.fs.readFile(uri));
  const asked = { conll: ConllDocument.parse(importPlainText(text)), scheme: 'iob2' } as const;
  if (asked.conll.sentences.length === 0) {
    throw new Error(vscode.l10n.t('{0}: there is no text in it.', vscode.workspace.asRelativePath(uri)));
  }
  return { uri, asked, sentences: asked.conll.sentences, isText: true, encoding: 'utf8' };
}

/** A file of bare tokens has no tags to lose, but in place there is nowhere to write to. */
function refuseUntagged(file: JobFile, destination: Destination): void {
  if (destination === 'in-place' || file.asked.conll.columnCount > 1) refuseLosing(file);
}

/** A copy beside the file, named after the model; one that is there already is never replaced. */
async function writeNewFile(
  { uri, asked, sentences, encoding }: JobFile,
  annotations: readonly (Annotation | undefined)[],
  destination: Destination,
  model: string,
): Promise<vscode.Uri> {
  const { conll, scheme } = asked;
  const append = destination === 'column';
  const tags = answeredTags(sentences, annotations, scheme, !append);
  const bytes = await vscode.workspace.encode(withTags(conll, tags, append), { encoding });
  const target = await freeName(uri, model.replace(/[^\w.-]+/gu, '-'));
  await vscode.workspace.fs.writeFile(target, bytes);
  return target;
}

/** `news.conll` becomes `news.gpt-4.conll`, or `news.gpt-4-2.conll` where that is taken. */
async function freeName(uri: vscode.Uri, suffix: string): Promise<vscode.Uri> {
  const extension = posix.extname(uri.path);
  const stem = posix.basename(uri.path, extension);
  const ending = isPlainText(uri.path) ? '.conll' : extension;
  for (let count = 1; ; count++) {
    const name = `${stem}.${suffix}${count === 1 ? '' : `-${count}`}${ending}`;
    const candidate = vscode.Uri.joinPath(uri, '..', name);
    const taken = await vscode.workspace.fs.stat(candidate).then(
      () => true,
      () => false,
    );
    if (!taken) return candidate;
  }
}
