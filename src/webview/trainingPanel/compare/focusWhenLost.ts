/** Frames to wait for the host's answer. */
const patience = 120;

/**
 * Gives the focus to an element of the page once what has it is taken out of the page: whoever works by keyboard goes on from
 * there and not from the beginning.
 */
export function focusWhenLost(selector: string, attempt = 0): void {
  requestAnimationFrame(() => {
    const element = document.querySelector<HTMLElement>(selector);
    if (element && document.activeElement === document.body) element.focus();
    else if (attempt < patience) focusWhenLost(selector, attempt + 1);
  });
}
