import { useEffect } from 'react';

/** Keys in text inputs are not handled. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

const shown = (selector: string) =>
  [...document.querySelectorAll<HTMLElement>(`.admin-body ${selector}`)].filter(
    (element) => element.offsetParent !== null,
  );

/** The rows of the list: the first button of each, which opens the row. */
function rows(): HTMLElement[] {
  const all = shown('[data-open]').flatMap((row) => row.querySelector<HTMLElement>('button') ?? []);
  return all.length > 0 ? all : shown('.admin-list > .rows > li > button.row');
}

function searchField(): HTMLInputElement | undefined {
  return shown('.admin-tools input[type="search"]')[0] as HTMLInputElement | undefined;
}

/** The next row, or the first; upwards from the first one back into the search field. */
function move(by: 1 | -1): boolean {
  const list = rows();
  const field = searchField();
  const at = list.indexOf(document.activeElement as HTMLElement);
  const isInList = at >= 0 || document.activeElement === field || isAtRest();
  const next = at + by < 0 && at === 0 ? field : list[Math.max(at + by, 0)];
  if (!isInList || !next) {
    return false;
  }
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
  return true;
}

const isAtRest = () => document.activeElement === document.body;

/**
 * Keyboard control of a list: `/` focuses the search, arrows move between rows, Enter opens the row (a button
 * does that by itself), Escape closes what is open.
 * @param onLeave closes what the list has opened; false where nothing is open.
 */
export function useListKeys(onLeave: () => boolean): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      // A sheet or dialog over the list handles its own keys.
      if (document.querySelector('.app')?.hasAttribute('inert')) {
        return;
      }
      if (take(event, onLeave)) {
        event.preventDefault();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onLeave]);
}

function take(event: KeyboardEvent, onLeave: () => boolean): boolean {
  const field = searchField();
  const inSearch = event.target === field;
  if (isTyping(event.target) && !inSearch) {
    return false;
  }
  switch (event.key) {
    case '/':
      if (inSearch || !field) {
        return false;
      }
      field.focus();
      field.select();
      return true;
    case 'ArrowDown':
      return move(1);
    case 'ArrowUp':
      return move(-1);
    case 'Escape':
      return onLeave();
    default:
      return false;
  }
}
