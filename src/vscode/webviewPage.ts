import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** Where the bundled pages lie, from the extension's folder. */
export const pageFolder = ['dist', 'webview'] as const;

/**
 * A page's document: no script but its own, nothing from the network.
 * @param page of `src/webview`
 * @param first messages that the page finds in itself: it shows something before it has asked for anything
 */
export function webviewPage(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  page: string,
  title: string,
  first: readonly object[] = [],
): string {
  const nonce = randomBytes(16).toString('base64');
  const file = (name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...pageFolder, name)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${file(`${page}.css`)}">
</head>
<body>
<script id="first" type="application/json">${asData(first)}</script>
<script nonce="${nonce}" src="${file(`${page}.js`)}"></script>
</body>
</html>`;
}

/** JSON that no text in it can end as a script. */
function asData(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
