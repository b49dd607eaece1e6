import { backButton } from '@telegram-apps/sdk-react';
import { useEffect, useRef } from 'react';

/** Screens that want the next "back" for themselves (selection mode); the newest wins. */
const interceptors: (() => void)[] = [];
let fallback: () => void = () => undefined;
let shown = false;
let listening = false;

/** Told by the shell: what "back" does, and whether there is anywhere to go. */
export function setBackButton(visible: boolean, onBack: () => void): void {
  fallback = onBack;
  shown = visible;
  if (!listening) {
    const [called] = backButton.onClick.ifAvailable(goBack);
    listening = called;
  }
  draw();
}

/** What a press of BackButton does; also for Escape on a desktop. */
export function goBack(): void {
  (interceptors.at(-1) ?? fallback)();
}

function draw(): void {
  if (shown || interceptors.length > 0) {
    backButton.show.ifAvailable();
  } else {
    backButton.hide.ifAvailable();
  }
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
