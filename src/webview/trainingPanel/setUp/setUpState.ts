import type { PickedRole, SetUpToPanel } from '../../../protocol/panel';
import type { PanelEvent } from '../panelState';
import { type Draft, type FactsByPath, newDraft } from './draft';

/** What the view Set Up shows. */
export interface SetUpState {
  /** Undefined until the host has told. */
  readonly setup: Extract<SetUpToPanel, { type: 'setup' }> | undefined;
  readonly draft: Draft | undefined;
  readonly facts: FactsByPath;
  /** The user has tried to start: from now on problems are shown. */
  readonly tried: boolean;
}

export type SetUpEvent =
  | { readonly type: 'edited'; readonly change: Partial<Draft> }
  | { readonly type: 'redrafted'; readonly draft: Draft }
  | { readonly type: 'tried' };

export const emptySetUp: SetUpState = { setup: undefined, draft: undefined, facts: new Map(), tried: false };

export function reduceSetUp(state: SetUpState, event: PanelEvent): SetUpState {
  switch (event.type) {
    case 'setup':
      return {
        ...state,
        setup: event,
        draft: state.draft ?? newDraft(event.files, event.embeddedStudent, event.device),
      };
    case 'facts':
      return { ...state, facts: new Map([...state.facts, ...event.facts.map((fact) => [fact.path, fact] as const)]) };
    case 'picked':
      return state.draft ? { ...state, draft: picked(state.draft, event.role, event.paths) } : state;
    case 'edited':
      return state.draft ? { ...state, draft: { ...state.draft, ...event.change } } : state;
    case 'redrafted':
      return { ...state, draft: event.draft, tried: false };
    case 'tried':
      return { ...state, tried: true };
    default:
      return state;
  }
}

function picked(draft: Draft, role: PickedRole, paths: readonly string[]): Draft {
  const [path] = paths;
  if (path === undefined) return draft;
  if (role === 'original' || role === 'distilled') {
    return { ...draft, [role]: [...new Set([...draft[role], ...paths])] };
  }
  return { ...draft, [role]: path };
}
