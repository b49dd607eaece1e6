import type { Host } from './host.ts';

/** A phone closes its keyboard a moment after a field has lost the focus. */
const CLOSING_MS = 150;
const NO_KEYBOARD = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'submit'];

/** With `keyboard=auto`, opens and closes the on-screen keyboard as the app's fields get the focus. */
export function installKeyboard(frame: HTMLIFrameElement, host: Host): void {
  if (host.settings.keyboard !== 'auto') return;
  let closing: ReturnType<typeof setTimeout> | undefined;
  const show = (hasKeyboard: boolean) => {
    if (host.session.hasKeyboard === hasKeyboard) return;
    host.session = { ...host.session, hasKeyboard };
    host.draw();
  };
  frame.addEventListener('load', () => {
    const page = frame.contentDocument;
    page?.addEventListener('focusin', ({ target }) => {
      if (!takesText(target as Element)) return;
      clearTimeout(closing);
      show(true);
    });
    page?.addEventListener('focusout', () => {
      clearTimeout(closing);
      closing = setTimeout(() => show(false), CLOSING_MS);
    });
  });
}

/** Elements of another page are instances of its own classes, so only tag names can be compared. */
function takesText(element: Element): boolean {
  const type = element.getAttribute('type') ?? 'text';
  const isInput = element.tagName === 'INPUT' && !NO_KEYBOARD.includes(type);
  return isInput || element.tagName === 'TEXTAREA';
}
