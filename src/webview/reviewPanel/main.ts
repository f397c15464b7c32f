/** The review panel's page: one doubtful region at a time, decided by single keys. */
import '../entities.css';
import './reviewPanel.css';
import { html, render } from 'lit';
import type { HostToReview, ReviewRequest, ReviewToHost } from '../../protocol/review';
import { keyToRequest } from './keys';
import { reviewView } from './reviewView';

declare function acquireVsCodeApi(): { postMessage(message: ReviewToHost): void };

const vscode = acquireVsCodeApi();
const post = (request: ReviewRequest) => vscode.postMessage({ view: shown?.view ?? 0, request });
let shown: Extract<HostToReview, { type: 'show' }> | undefined;
let problem: string | undefined;

// Only the host can post to this page, which VS Code keeps in a frame of its own.
window.addEventListener('message', ({ data }: MessageEvent<HostToReview>) => {
  if (data.type === 'show') [shown, problem] = [data, undefined];
  else problem = data.message;
  show();
});

window.addEventListener('keydown', (event) => {
  const request = shown && keyToRequest(event, shown);
  if (!request) return;
  event.preventDefault();
  post(request);
});

function show(): void {
  render(
    html`<main>${reviewView(shown, post)}${problem === undefined ? '' : html`<p class="problem" role="alert">${problem}</p>`}</main>`,
    document.body,
  );
}

show();
post({ type: 'ready' });
window.focus();
