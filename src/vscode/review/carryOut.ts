import * as vscode from 'vscode';
import { decodeEntities, type Entity } from '../../dataset';
import type { ReviewRequest, ReviewToHost } from '../../protocol/review';
import type { ReviewSession } from './reviewSession';

/**
 * Does what the page asks for. What changes the file is done only as long as the user sees what stands there.
 * @throws Error with a message for the user
 */
export async function carryOut(session: ReviewSession, { view, request }: ReviewToHost): Promise<void> {
  switch (request.type) {
    case 'ready':
      return;
    case 'next':
      return session.move(1);
    case 'previous':
      return session.move(-1);
    case 'undo':
      return session.undo();
    case 'open':
      return open(session);
  }
  const { item } = session;
  if (!item) return;
  await session.mustBeSeen(view);
  const own = entitiesIn(session);
  switch (request.type) {
    case 'accept':
      return session.decide('accept', own);
    case 'reject':
      return session.decide('reject', []);
    case 'take': {
      const opinion = item.opinions[request.index];
      return opinion && session.decide('change', opinion.entities.map(plain));
    }
    case 'label': {
      // An entity that is there keeps its place; else the first that somebody saw, else the whole region.
      const [place = item.opinions.flatMap(({ entities }) => entities)[0] ?? item] = own;
      return session.decide('change', [{ type: request.entityType, start: place.start, end: place.end }]);
    }
    case 'resize':
      return resize(session, own, request);
  }
}

async function open(session: ReviewSession): Promise<void> {
  const { item, document } = session;
  if (!item) return;
  const { lines } = session.sentenceOf(item);
  const line = lines[item.start] ?? 0;
  const selection = new vscode.Range(line, 0, lines[item.end - 1] ?? line, Number.MAX_SAFE_INTEGER);
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, selection });
}

/** Moves an end by a token and stays: the user sees what comes of it. */
async function resize(
  session: ReviewSession,
  [entity]: readonly Entity[],
  { edge, by }: Extract<ReviewRequest, { type: 'resize' }>,
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

function plain({ type, start, end }: Entity): Entity {
  return { type, start, end };
}
