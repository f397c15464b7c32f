import { execFile } from 'node:child_process';
import os from 'node:os';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { z } from 'zod';
import { ReviewLog } from '../../annotation';
import { decodeEntities, type Entity, offeredTypes, spacedTokens } from '../../dataset';
import type { HostToReview, ReviewToHost } from '../../protocol/review';
import { mustBeWritable } from '../editor/readOnly';
import { assignSlots } from '../editor/typeColours';
import { CONLL_LANGUAGE } from '../languageId';
import { FollowedTypeSet } from '../typeSet';
import { pageFolder, webviewPage } from '../webviewPage';
import { type ReviewServices, ReviewSession } from './reviewSession';

const request: z.ZodType<ReviewToHost> = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['ready', 'accept', 'reject', 'next', 'previous', 'undo', 'open']) }),
  z.object({ type: z.literal('take'), index: z.int().min(0) }),
  z.object({ type: z.literal('label'), entityType: z.string().min(1) }),
  z.object({
    type: z.literal('resize'),
    edge: z.enum(['start', 'end']),
    by: z.union([z.literal(1), z.literal(-1)]),
  }),
]);

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
  const show = () => {
    try {
      post(shown(session, services, typeSet));
    } catch (error) {
      post({ type: 'problem', message: messageOf(error) });
    }
  };
  const typeSet = new FollowedTypeSet(document.uri, show);
  panel.onDidDispose(() => typeSet.dispose());
  // One after the other: a fast typist does not decide about a region that is not shown yet.
  let last: Promise<unknown> = Promise.resolve();
  panel.webview.onDidReceiveMessage((message: unknown) => {
    last = last.then(async () => {
      try {
        await answer(session, request.parse(message));
        show();
      } catch (error) {
        post({ type: 'problem', message: messageOf(error) });
      }
    });
  });
  panel.webview.html = webviewPage(panel.webview, services.extensionUri, 'reviewPanel', t('Review'));
}

async function answer(session: ReviewSession, message: ReviewToHost): Promise<void> {
  const { item } = session;
  switch (message.type) {
    case 'ready':
      return;
    case 'next':
      return session.move(1);
    case 'previous':
      return session.move(-1);
    case 'undo':
      return session.undo();
  }
  if (!item) return;
  const own = entitiesIn(session);
  switch (message.type) {
    case 'accept':
      return session.decide('accept', own);
    case 'reject':
      return session.decide('reject', []);
    case 'take': {
      const opinion = item.opinions[message.index];
      return opinion && session.decide('change', opinion.entities.map(plain));
    }
    case 'label': {
      // An entity that is there keeps its place; else the first that somebody saw, else the whole region.
      const [place = item.opinions.flatMap(({ entities }) => entities)[0] ?? item] = own;
      return session.decide('change', [{ type: message.entityType, start: place.start, end: place.end }]);
    }
    case 'resize':
      return resize(session, own, message);
    case 'open': {
      const sentence = session.sentenceOf(item);
      const line = sentence.lines[item.start] ?? 0;
      const selection = new vscode.Range(line, 0, sentence.lines[item.end - 1] ?? line, Number.MAX_SAFE_INTEGER);
      await vscode.window.showTextDocument(session.document, { viewColumn: vscode.ViewColumn.One, selection });
    }
  }
}

/** Moves an end by a token and stays: the user sees what comes of it. */
async function resize(
  session: ReviewSession,
  [entity]: readonly Entity[],
  { edge, by }: Extract<ReviewToHost, { type: 'resize' }>,
): Promise<void> {
  const { item, position } = session;
  if (!item || !entity) return;
  const moved = { ...entity, [edge]: entity[edge] + by };
  if (moved.start < 0 || moved.end > item.tokens.length || moved.start >= moved.end) return;
  await session.decide('change', [moved]);
  session.position = position;
}

/** What the file says of the current region now. */
function entitiesIn(session: ReviewSession): Entity[] {
  const { item } = session;
  if (!item) return [];
  return decodeEntities(session.sentenceOf(item).tags).filter(({ start, end }) => start < item.end && item.start < end);
}

function shown(session: ReviewSession, { documents }: ReviewServices, typeSet: FollowedTypeSet): HostToReview {
  const { item, position, queue, decided, canUndo, document } = session;
  const { slots } = documents.get(document);
  const types = offeredTypes(typeSet.types, slots.keys()).map(({ type }) => type);
  const all = [...types, ...(item?.opinions ?? []).flatMap(({ entities }) => entities.map(({ type }) => type))];
  const sentence = item && session.sentenceOf(item);
  return {
    type: 'show',
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

function plain({ type, start, end }: Entity): Entity {
  return { type, start, end };
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
