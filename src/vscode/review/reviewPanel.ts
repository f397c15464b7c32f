import { execFile } from 'node:child_process';
import os from 'node:os';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { z } from 'zod';
import { ReviewLog } from '../../annotation';
import { decodeEntities, offeredTypes, spacedTokens } from '../../dataset';
import type { HostToReview, ReviewRequest, ReviewToHost } from '../../protocol/review';
import { mustBeWritable } from '../editor/readOnly';
import { assignSlots } from '../editor/typeColours';
import { CONLL_LANGUAGE } from '../languageId';
import { FollowedTypeSet } from '../typeSet';
import { pageFolder, webviewPage } from '../webviewPage';
import { carryOut } from './carryOut';
import { type ReviewServices, ReviewSession } from './reviewSession';

const request: z.ZodType<ReviewRequest> = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['ready', 'accept', 'reject', 'next', 'previous', 'undo', 'open']) }),
  z.object({ type: z.literal('take'), index: z.int().min(0) }),
  z.object({ type: z.literal('label'), entityType: z.string().min(1) }),
  z.object({
    type: z.literal('resize'),
    edge: z.enum(['start', 'end']),
    by: z.union([z.literal(1), z.literal(-1)]),
  }),
]);
const asked: z.ZodType<ReviewToHost> = z.object({ view: z.int(), request });

/** Milliseconds after the last keystroke in the text editor until the page is told. */
const afterEdit = 60;

/**
 * The command CoNLL: Review Annotations: shows the doubtful regions of the open file one by one, beside it; single keys decide.
 * @throws Error with a message for the user
 */
export async function reviewAnnotations(
  services: ReviewServices & { readonly extensionUri: vscode.Uri },
): Promise<void> {
  const { t } = vscode.l10n;
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== CONLL_LANGUAGE) throw new Error(t('Open the CoNLL file that is to be reviewed.'));
  await mustBeWritable(document);
  const { conll } = services.documents.get(document);
  if (conll.tagColumn < 0) throw new Error(t('This file has no column of tags. Annotate it first.'));
  const file = vscode.Uri.joinPath(services.answers.folderFor(document.uri), 'reviews.jsonl').fsPath;
  const session = await ReviewSession.open(document, services, new ReviewLog(file), await whoIsThere(document.uri));
  const name = vscode.workspace.asRelativePath(document.uri);
  const panel = vscode.window.createWebviewPanel(
    'conllDistill.review',
    t('Review {0}', name),
    { viewColumn: vscode.ViewColumn.Beside },
    { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(services.extensionUri, ...pageFolder)] },
  );
  const post = (message: HostToReview) => void panel.webview.postMessage(message);
  /** @param why what was asked for could not be done */
  const show = (why?: string) => {
    try {
      post(shown(session, services, typeSet));
      if (why !== undefined) post({ type: 'problem', message: why });
    } catch (error) {
      post({ type: 'problem', message: messageOf(error) });
    }
  };
  const typeSet = new FollowedTypeSet(document.uri, () => show());
  // One after the other: a decision is written before the next is looked at.
  let last: Promise<unknown> = Promise.resolve();
  panel.webview.onDidReceiveMessage((message: unknown) => {
    last = last
      .then(() => carryOut(session, asked.parse(message)))
      .then(
        () => show(),
        (error) => show(messageOf(error)),
      );
  });
  let timer: NodeJS.Timeout | undefined;
  const showChange = () => {
    last = last.then(() => session.isSeen || show());
  };
  const changes = vscode.workspace.onDidChangeTextDocument((change) => {
    if (change.document !== session.document) return;
    clearTimeout(timer);
    timer = setTimeout(showChange, afterEdit);
  });
  panel.onDidDispose(() => {
    clearTimeout(timer);
    for (const each of [changes, typeSet, session]) each.dispose();
  });
  panel.webview.html = webviewPage(panel.webview, services.extensionUri, 'reviewPanel', t('Review'));
}

function shown(session: ReviewSession, { documents }: ReviewServices, typeSet: FollowedTypeSet): HostToReview {
  const { item, position, queue, decided, canUndo, document } = session;
  const { slots } = documents.get(document);
  const types = offeredTypes(typeSet.types, slots.keys()).map(({ type }) => type);
  const all = [...types, ...(item?.opinions ?? []).flatMap(({ entities }) => entities.map(({ type }) => type))];
  const sentence = item && session.sentenceOf(item);
  return {
    type: 'show',
    view: session.look(),
    file: vscode.workspace.asRelativePath(document.uri),
    position,
    total: queue.length,
    decided,
    types: types.slice(0, 9),
    slots: Object.fromEntries([...assignSlots(all), ...slots]),
    canUndo,
    ...(item &&
      sentence && {
        item: {
          line: (sentence.lines[item.start] ?? 0) + 1,
          tokens: spacedTokens(sentence.tokens),
          start: item.start,
          end: item.end,
          entities: decodeEntities(sentence.tags),
          opinions: item.opinions.map(({ by, entities }) => ({
            by,
            entities: entities.map((entity) => ({ ...entity })),
          })),
          doubt: item.doubt,
        },
      }),
  };
}

/** As git knows the user in that folder, else as the system does. */
async function whoIsThere(scope: vscode.Uri): Promise<string> {
  const folder = vscode.workspace.getWorkspaceFolder(scope)?.uri.fsPath;
  try {
    const { stdout } = await promisify(execFile)('git', ['config', 'user.name'], folder ? { cwd: folder } : {});
    if (stdout.trim() !== '') return stdout.trim();
  } catch {
    // No git, or no name in it.
  }
  return os.userInfo().username;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
