import { html, nothing, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-tab-header/index.js';
import '@vscode-elements/elements/dist/vscode-tab-panel/index.js';
import '@vscode-elements/elements/dist/vscode-tabs/index.js';
import { type PanelTab, panelTabs } from '../../protocol/panel';
import type { Actions } from './actions';
import { compareView } from './compare/compareView';
import { evaluateView } from './evaluate/evaluateView';
import type { PanelState } from './panelState';
import { setUpView } from './setUp/setUpView';
import { watchView } from './watch/watchView';

const views: Readonly<
  Record<PanelTab, { readonly title: string; readonly view: (state: PanelState, actions: Actions) => TemplateResult }>
> = {
  setUp: { title: 'Set Up', view: setUpView },
  watch: { title: 'Watch', view: watchView },
  compare: { title: 'Compare', view: compareView },
  evaluate: { title: 'Evaluate', view: evaluateView },
};

/** The panel's views as tabs; the one in front alone is drawn. */
export function shell(state: PanelState, actions: Actions): TemplateResult {
  const select = ({ currentTarget }: Event) => {
    const index =
      currentTarget !== null && 'selectedIndex' in currentTarget ? Number(currentTarget.selectedIndex) : undefined;
    const tab = panelTabs[index ?? -1];
    if (tab) actions.dispatch({ type: 'tab', tab });
  };
  return html`<h1 class="unseen">CoNLL Training</h1>
  <vscode-tabs selected-index=${panelTabs.indexOf(state.tab)} @vsc-tabs-select=${select}>
    ${panelTabs.map((tab) => html`<vscode-tab-header slot="header">${views[tab].title}</vscode-tab-header>`)}
    ${panelTabs.map(
      (tab) =>
        html`<vscode-tab-panel>${tab === state.tab ? html`<main>${views[tab].view(state, actions)}</main>` : nothing}</vscode-tab-panel>`,
    )}
  </vscode-tabs>`;
}
