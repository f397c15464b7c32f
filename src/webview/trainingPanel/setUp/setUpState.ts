import type { DeviceReport } from '../../../protocol/devices';
import type { DataWarning, PickedRole, SetUpToPanel, StudentState } from '../../../protocol/panel';
import type { RunEstimate } from '../../../protocol/trainerCommands';
import type { PanelEvent } from '../panelState';
import { type Draft, draftOf, type FactsByPath, newDraft } from './draft';

/** Of the machine: undefined before it was asked. */
export type DeviceSearch = 'looking' | readonly DeviceReport[] | { readonly problem: string };

/** What a run would take; `key` says which run. */
export type Estimation = { readonly key: string } & (
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly estimate: RunEstimate }
  | { readonly state: 'failed'; readonly message: string }
);

/** What the view Set Up shows. */
export interface SetUpState {
  /** Undefined until the host has told. */
  readonly setup: Extract<SetUpToPanel, { type: 'setup' }> | undefined;
  readonly draft: Draft | undefined;
  readonly facts: FactsByPath;
  readonly warnings: readonly DataWarning[];
  readonly students: ReadonlyMap<string, StudentState>;
  readonly devices: DeviceSearch | undefined;
  readonly estimation: Estimation | undefined;
  /** The user has tried to start: from now on problems are shown. */
  readonly tried: boolean;
  /** What was done last with the configuration as a whole. */
  readonly said: string | undefined;
}

export type SetUpEvent =
  | { readonly type: 'edited'; readonly change: Partial<Draft> }
  | { readonly type: 'redrafted'; readonly draft: Draft; readonly said: string }
  | { readonly type: 'said'; readonly text: string }
  | { readonly type: 'lookingForDevices' }
  | { readonly type: 'estimating'; readonly key: string }
  | { readonly type: 'tried' };

export const emptySetUp: SetUpState = {
  setup: undefined,
  draft: undefined,
  facts: new Map(),
  warnings: [],
  students: new Map(),
  devices: undefined,
  estimation: undefined,
  tried: false,
  said: undefined,
};

export function reduceSetUp(state: SetUpState, event: PanelEvent): SetUpState {
  switch (event.type) {
    case 'setup':
      return {
        ...state,
        setup: event,
        draft: state.draft ?? newDraft(event.files, event.embeddedStudent, event.device),
      };
    case 'checked':
      return { ...state, facts: new Map(event.facts.map((fact) => [fact.path, fact])), warnings: event.warnings };
    case 'picked':
      return state.draft ? { ...state, draft: picked(state.draft, event.role, event.paths), said: undefined } : state;
    case 'student':
      return { ...state, students: new Map(state.students).set(event.model, event.student) };
    case 'lookingForDevices':
      return { ...state, devices: 'looking' };
    case 'devices':
      return { ...state, devices: event.reports };
    case 'devicesFailed':
      return { ...state, devices: { problem: event.message } };
    case 'estimating':
      return { ...state, estimation: { key: event.key, state: 'running' } };
    case 'estimated':
      return estimated(state, { key: event.key, state: 'done', estimate: event.estimate });
    case 'notEstimated':
      return estimated(state, { key: event.key, state: 'failed', message: event.message });
    case 'configSaved':
      return {
        ...state,
        said: `Saved ${event.file}. In a terminal: conll-distill train --config ${quoted(event.file)}`,
      };
    case 'configLoaded':
      return {
        ...state,
        draft: draftOf(event.config, state.setup?.embeddedStudent ?? ''),
        tried: false,
        said: `Loaded ${event.file}.`,
      };
    case 'edited':
      return state.draft ? { ...state, draft: { ...state.draft, ...event.change }, said: undefined } : state;
    case 'redrafted':
      return { ...state, draft: event.draft, tried: false, said: event.said };
    case 'said':
      return { ...state, said: event.text };
    case 'tried':
      return { ...state, tried: true };
    default:
      return state;
  }
}

/** What was asked last counts. */
function estimated(state: SetUpState, estimation: Estimation): SetUpState {
  return state.estimation?.key === estimation.key ? { ...state, estimation } : state;
}

function picked(draft: Draft, role: PickedRole, paths: readonly string[]): Draft {
  const [path] = paths;
  if (path === undefined) return draft;
  if (role === 'original' || role === 'distilled') {
    return { ...draft, [role]: [...new Set([...draft[role], ...paths])] };
  }
  return { ...draft, [role]: path };
}

/** For a shell, which parts words at spaces. */
function quoted(file: string): string {
  return /^[\w./\\:-]+$/.test(file) ? file : `"${file}"`;
}
