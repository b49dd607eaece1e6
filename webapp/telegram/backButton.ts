import { useEffect, useRef } from 'react';
import { onShown } from './activity.ts';
import { call, on } from './host.ts';

/** Handlers that replace "back" for now (selection mode); the newest is called. */
const interceptors: (() => void)[] = [];
let fallback: () => void = () => undefined;
let shown = false;

/** Listens to the button. Some clients hide it after a popup or an invoice, so its visibility is sent again then. */
export function startBackButton(): void {
  on('back_button_pressed', () => {
    goBack();
    // React has rendered the result of "back" by then.
    setTimeout(draw, 0);
  });
  for (const event of ['popup_closed', 'invoice_closed']) {
    on(event, draw);
  }
  onShown(draw);
}

/** Set by the shell: what "back" does, and whether there is a page to go back to. */
export function setBackButton(visible: boolean, onBack: () => void): void {
  fallback = onBack;
  shown = visible;
  draw();
}

/** What a press of BackButton does; also for Escape on a desktop. */
export function goBack(): void {
  (interceptors.at(-1) ?? fallback)();
}

function draw(): void {
  call('web_app_setup_back_button', { is_visible: shown || interceptors.length > 0 });
}

/** While `active`, BackButton is shown and calls `handler` instead of leaving the page. */
export function useBackButton(handler: () => void, active = true): void {
  const latest = useRef(handler);
  latest.current = handler;
  useEffect(() => {
    if (!active) {
      return;
    }
    const intercept = () => latest.current();
    interceptors.push(intercept);
    draw();
    return () => {
      interceptors.splice(interceptors.indexOf(intercept), 1);
      draw();
    };
  }, [active]);
}
