import type { TemplateResult } from 'lit';
import type { ShownRun } from '../../../protocol/panel';
import type { Actions } from '../actions';
import type { PanelState } from '../panelState';
import { choice } from './inputs';

/** Chooses the run that all views are about. @param runs those to choose from */
export function runChoice({ shown }: PanelState, { dispatch }: Actions, runs: readonly ShownRun[]): TemplateResult {
  const isThere = runs.some(({ name }) => name === shown);
  const names = runs.map(({ name }): [string, string] => [name, name]);
  return choice({
    id: 'run',
    label: 'Run',
    value: isThere ? (shown ?? '') : '',
    options: isThere ? names : [['', 'Choose a run'], ...names],
    onChange: (run) => {
      if (run !== '') dispatch({ type: 'show', run });
    },
  });
}
