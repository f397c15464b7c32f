import { html, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { isActive, isResumable, type ShownRun } from '../../../protocol/panel';
import type { Actions } from '../actions';
import type { PanelState } from '../panelState';
import { draftOf } from '../setUp/draft';

/** What can be done with a run. */
export function runButtons(run: ShownRun, { pending }: PanelState, actions: Actions): TemplateResult {
  const { post, dispatch } = actions;
  const ask = (action: 'stop' | 'resume') => () => {
    dispatch({ type: 'requested', request: { action, run: run.name } });
    post({ type: action, run: run.name });
  };
  const waits = pending?.run === run.name ? pending.action : undefined;
  const open = (file: 'predictions' | 'log' | 'config') => () => post({ type: 'open', run: run.name, file });
  return html`
    ${
      isActive(run.state)
        ? html`<vscode-button secondary ?disabled=${waits === 'stop'} title=${stopTitle(run)} @click=${ask('stop')}>${stopLabel(run, waits === 'stop')}</vscode-button>`
        : nothing
    }
    ${
      isResumable(run.state) && !run.damage
        ? html`<vscode-button ?disabled=${waits === 'resume'} title="Goes on from the last checkpoint" @click=${ask('resume')}>${waits === 'resume' ? 'Resuming…' : 'Resume'}</vscode-button>`
        : nothing
    }
    ${forkButton(run, actions)} ${modelButtons(run, actions)}
    ${
      run.report?.test
        ? html`<vscode-button secondary title="The test file with the student's tags as its last column" @click=${open('predictions')}>Predictions</vscode-button>`
        : nothing
    }
    <vscode-button secondary title="What the trainer printed" @click=${open('log')}>Log</vscode-button>
  `;
}

function forkButton({ name, config }: ShownRun, { dispatch }: Actions): TemplateResult | typeof nothing {
  if (!config) return nothing;
  const fork = () => {
    dispatch({
      type: 'redrafted',
      draft: draftOf(config, config.model),
      said: `The settings of ${name}: change them and start.`,
    });
    dispatch({ type: 'tab', tab: 'setUp' });
  };
  return html`<vscode-button secondary title="Puts this run's settings into the form, to be changed and started as a new run" @click=${fork}>Fork…</vscode-button>`;
}

/** What the trained model of a finished run is good for. */
function modelButtons({ name, report }: ShownRun, { post }: Actions): TemplateResult | typeof nothing {
  if (!report) return nothing;
  const use = (how: 'annotate' | 'export') => () => post({ type: 'use-model', run: name, how });
  return html`
    <vscode-button secondary title="Tags files with this run's trained model: no key, no network" @click=${use('annotate')}>Annotate Files…</vscode-button>
    <vscode-button secondary title="For Python's transformers or ONNX Runtime, with a model card" @click=${use('export')}>Export…</vscode-button>
  `;
}

function stopLabel({ state }: ShownRun, waits: boolean): string {
  if (state === 'queued') return 'Take Out of Queue';
  return waits ? 'Stopping…' : 'Stop';
}

function stopTitle({ state }: ShownRun): string {
  return state === 'queued'
    ? 'The runs after it move up; Resume starts it'
    : 'Saves a checkpoint and ends; Resume goes on from there';
}
