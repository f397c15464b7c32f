import { setTimeout as sleep } from 'node:timers/promises';
import type * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';
import { AFTER_OPENING_MS, isLong } from './editor/longDocuments';

/**
 * Tells the language server of a long document when the editor has had time to show it: writing it to the server, and the
 * server's reading, would take the processor while VS Code draws. (`delayOpenNotifications` of vscode-languageclient holds a
 * document back until its tab is there, which is before it is drawn.)
 * @param delay milliseconds
 */
export function lateOpening(
  delay = AFTER_OPENING_MS,
): Required<Pick<Middleware, 'didOpen' | 'didChange' | 'didClose' | 'sendRequest'>> {
  /** Documents that the server has not been told of, with what tells it. */
  const untold = new Map<vscode.TextDocument, Promise<void>>();
  return {
    didOpen(document, next) {
      if (!isLong(document)) return next(document);
      const telling = sleep(delay).then(async () => {
        if (untold.delete(document)) await next(document);
      });
      untold.set(document, telling);
      return telling;
    },
    /** The text that the server is going to be told has the edit already. */
    async didChange(event, next) {
      if (!untold.has(event.document)) await next(event);
    },
    async didClose(document, next) {
      if (!untold.delete(document)) await next(document);
    },
    /** What is asked may be about a document that the server has not been told of. */
    async sendRequest(type, parameters, token, next) {
      await Promise.allSettled(untold.values());
      return next(type, parameters, token);
    },
  };
}
