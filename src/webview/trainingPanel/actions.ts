import type { PanelToHost } from '../../protocol/panel';
import type { PanelEvent } from './panelState';

/** What a view may do: ask the host, and change what the page shows. */
export interface Actions {
  readonly post: (message: PanelToHost) => void;
  readonly dispatch: (event: PanelEvent) => void;
}
