import { html, type TemplateResult } from 'lit';
import type { Actions } from '../actions';
import type { PanelState } from '../panelState';
import { dataFields } from './dataFields';
import { deviceField } from './deviceField';
import { moreFields } from './moreFields';
import { type DraftProblems, readDraft } from './readDraft';
import { scheduleFields } from './scheduleFields';
import { startBar } from './startBar';
import { studentField } from './studentField';

/** The form of a new run. */
export function setUpView(state: PanelState, actions: Actions): TemplateResult {
  const { setUp } = state;
  const { draft, setup } = setUp;
  if (!draft || !setup) return html`<p class="quiet" role="status">Looking for CoNLL files…</p>`;
  const reading = readDraft(draft, setUp.facts);
  const problems: DraftProblems = 'problems' in reading ? reading.problems : {};
  return html`<div class="setup">
    <div class="column">
      ${dataFields(setUp, draft, problems, actions)} ${studentField(setUp, draft, setup.embeddedStudent, actions)}
      ${deviceField(setUp, draft, actions)}
    </div>
    <div class="column">
      ${scheduleFields(setUp, draft, problems, actions)} ${moreFields(draft, problems, actions)}
    </div>
    ${startBar(state, reading, actions)}
  </div>`;
}
