import type { KeyboardEvent } from 'react';

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * Arrow keys move through a group of tabs or radios and choose; only the chosen one is in the
 * tab order. Put the result on the group; its items need `data-rove` and their own `onClick`.
 */
export function onRovingKey(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  if (step === undefined) {
    return;
  }
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-rove]:enabled')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = items[(at + step + items.length) % items.length];
  if (at >= 0 && next) {
    event.preventDefault();
    next.focus();
    next.click();
  }
}
