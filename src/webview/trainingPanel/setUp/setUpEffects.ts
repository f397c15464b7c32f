import type { PanelToHost } from '../../../protocol/panel';
import { filesOf } from './draft';
import type { SetUpState } from './setUpState';

/** Asks the host about what a change has brought into the draft. */
export function setUpEffects(
  before: SetUpState,
  { draft, setup }: SetUpState,
  post: (message: PanelToHost) => void,
): void {
  // Until the host has introduced itself it knows no page to answer to.
  if (!draft || !setup) return;
  const isNew = !before.setup;
  const files = filesOf(draft);
  if (isNew || !before.draft || JSON.stringify(files) !== JSON.stringify(filesOf(before.draft))) {
    post({ type: 'check', files });
  }
  if (isNew || draft.model !== before.draft?.model) post({ type: 'describeStudent', model: draft.model });
}
