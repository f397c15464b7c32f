import { html, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { StudentState } from '../../../protocol/panel';
import type { StudentFacts } from '../../../protocol/trainerCommands';
import type { Actions } from '../actions';
import { count, largeCount, megabytes } from '../format';
import type { Draft } from './draft';
import { dropTarget } from './dropTarget';
import type { SetUpState } from './setUpState';

/** The model that learns: the embedded one, a folder, or one of the hub, which can be downloaded here. */
export function studentField(state: SetUpState, draft: Draft, embedded: string, actions: Actions): TemplateResult {
  const { model } = draft;
  const isEmbedded = model === embedded;
  const target = dropTarget('model', actions);
  const useEmbedded = () => actions.dispatch({ type: 'edited', change: { model: embedded } });
  return html`<section aria-label="Student">
    <h2>Student</h2>
    <div class="field drop" role="group" aria-label="Student" @dragover=${target.over} @dragleave=${target.leave} @drop=${target.drop}>
      <div class="field-head">
        <span class="path model" title=${model}><bdi>${isEmbedded ? 'MiniLM, 6 layers (embedded)' : model}</bdi></span>
        ${
          isEmbedded
            ? nothing
            : html`<button class="remove" type="button" aria-label="Use the embedded student" title="Use the embedded student" @click=${useEmbedded}>×</button>`
        }
        <vscode-button secondary aria-label="Choose the student" @click=${() => actions.post({ type: 'pick', role: 'model' })}
          >Choose…</vscode-button
        >
      </div>
      ${standing(model, state.students.get(model), actions)}
    </div>
  </section>`;
}

function standing(model: string, student: StudentState | undefined, actions: Actions): TemplateResult {
  const download = (label: string) =>
    html`<vscode-button @click=${() => actions.post({ type: 'download', model })}>${label}</vscode-button>`;
  switch (student?.state) {
    case undefined:
    case 'looking':
      return html`<p class="facts" role="status">Looking at it…</p>`;
    case 'here':
      return html`<p class="facts">${factsText(student.facts)}</p>
        ${student.note ? html`<p class="facts">${student.note}</p>` : nothing}`;
    case 'absent':
      return html`<p class="facts">Not on this machine, or not as a whole. A run would download it before its first step.</p>
        ${download('Download now')}`;
    case 'downloading':
      return downloadProgress(student, actions);
    case 'failed':
      return html`<p class="problem" role="alert">${student.message}</p>
        ${model.startsWith('/') || /^[A-Za-z]:/.test(model) ? nothing : download('Try again')}`;
  }
}

function downloadProgress(
  { file, received, size }: Extract<StudentState, { state: 'downloading' }>,
  { post }: Actions,
): TemplateResult {
  const how = file === '' ? 'Asking the hub…' : `${file}: ${megabytes(received)} of ${megabytes(size)} MB`;
  return html`<progress max=${size || 1} .value=${received} aria-label="Downloaded"></progress>
    <div class="field-head">
      <span class="facts" role="status">${how}</span>
      <vscode-button secondary title="What is there stays: the next download goes on from there" @click=${() => post({ type: 'stopDownload' })}
        >Stop</vscode-button
      >
    </div>`;
}

function factsText({ layers, hiddenSize, parameters, vocabulary, positions, lowercase, commit }: StudentFacts): string {
  return [
    `${layers} layers of ${hiddenSize}`,
    `${largeCount(parameters)} parameters`,
    `${count(vocabulary)} word pieces${lowercase === undefined ? '' : lowercase ? ', lowercased' : ', cased'}`,
    `windows of ${count(positions)}`,
    commit && `commit ${commit.slice(0, 7)}`,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}
