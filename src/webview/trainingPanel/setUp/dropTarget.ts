import type { PickedRole } from '../../../protocol/panel';
import type { Actions } from '../actions';
import { droppedUris } from './droppedUris';

/** Listeners of an element that takes what is dragged from VS Code's explorer or tabs with Shift held, for a role. */
export interface DropTarget {
  readonly over: (event: DragEvent) => void;
  readonly leave: (event: DragEvent) => void;
  readonly drop: (event: DragEvent) => void;
}

export function dropTarget(role: PickedRole, { post, dispatch }: Actions): DropTarget {
  const leave = (event: DragEvent) => mark(event, false);
  return {
    over: (event) => {
      event.preventDefault();
      mark(event, true);
    },
    leave,
    drop: (event) => {
      event.preventDefault();
      leave(event);
      const uris = event.dataTransfer ? droppedUris(event.dataTransfer) : [];
      if (uris.length > 0) post({ type: 'dropped', role, uris });
      else
        dispatch({
          type: 'said',
          text: 'Where a file of the system’s file manager lies is not told to this panel. Drag from VS Code’s explorer, or use the button.',
        });
    },
  };
}

function mark({ currentTarget }: DragEvent, isOver: boolean): void {
  if (currentTarget instanceof HTMLElement) currentTarget.classList.toggle('over', isOver);
}
