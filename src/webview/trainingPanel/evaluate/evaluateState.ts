import type { RunEvaluation } from '../../../protocol/panel';
import type { PanelEvent } from '../panelState';
import { received } from '../parts/tableView';

/** How entities are counted. */
export type Counting = keyof RunEvaluation['scores'];

/** Which errors are listed: of one kind or all; each, or the same ones together. */
export interface ErrorFilter {
  readonly kind: string;
  readonly together: boolean;
  readonly words: string;
  /** How many rows are drawn. */
  readonly rows: number;
}

export interface EvaluateState {
  /** Of which run something was asked. */
  readonly run: string | undefined;
  /** Undefined until the host has answered. */
  readonly evaluation: RunEvaluation | undefined;
  readonly problem: string | undefined;
  readonly counting: Counting;
  readonly filter: ErrorFilter;
}

export type EvaluateEvent =
  | { readonly type: 'evaluating'; readonly run: string }
  | { readonly type: 'counting'; readonly counting: Counting }
  | { readonly type: 'errorFilter'; readonly filter: Partial<ErrorFilter> };

/** Rows that are drawn at first, and more each time they are asked for. */
export const rowsAtOnce = 100;

export const emptyEvaluate: EvaluateState = {
  run: undefined,
  evaluation: undefined,
  problem: undefined,
  counting: 'default',
  filter: { kind: 'all', together: true, words: '', rows: rowsAtOnce },
};

export function reduceEvaluate(state: EvaluateState, event: PanelEvent): EvaluateState {
  switch (event.type) {
    case 'evaluating':
      return { ...state, run: event.run, evaluation: undefined, problem: undefined };
    case 'evaluation':
      return event.run === state.run ? { ...state, evaluation: receivedEvaluation(event.evaluation) } : state;
    case 'notEvaluated':
      return event.run === state.run ? { ...state, problem: event.message } : state;
    case 'renamed':
      if (event.run !== state.run) return state;
      // An answer that is still to come bears the old name: the run is asked about again under its new one.
      return { ...state, run: state.evaluation ? event.to : undefined };
    case 'counting':
      return { ...state, counting: event.counting };
    case 'errorFilter':
      // Other errors begin at the top again.
      return { ...state, filter: { ...state.filter, rows: rowsAtOnce, ...event.filter } };
    default:
      return state;
  }
}

function receivedEvaluation(evaluation: RunEvaluation): RunEvaluation {
  const { scores, confusion, breakdown, calibration } = evaluation;
  return {
    ...evaluation,
    scores: {
      default: received(scores.default),
      strict: received(scores.strict),
      nervaluate: received(scores.nervaluate),
    },
    confusion: received(confusion),
    breakdown: received(breakdown),
    ...(calibration && { calibration: received(calibration) }),
  };
}
