import { createContext, useContext, useEffect, useId, useRef } from 'react';
import { impact } from './haptics.ts';
import { call, on, supports } from './host.ts';
import { guardedButtonColours } from './theme.ts';

export interface BottomButton {
  text: string;
  onClick: () => void;
  /** Default true. */
  visible?: boolean | undefined;
  /** Default true. */
  enabled?: boolean | undefined;
  /** Shows Telegram's own spinner and takes no taps. */
  progress?: boolean | undefined;
  /** A destructive action, in the theme's destructive colour. Main button only. */
  danger?: boolean | undefined;
}

/** 0 is the page, 1 the first sheet over it, and so on. Native buttons belong to a layer. */
export const LayerContext = createContext(0);

interface Entry {
  layer: number;
  button: () => BottomButton;
}

type Slot = 'main' | 'secondary';

/** Mounted buttons in mount order; the last one of the top layer is drawn. */
const stacks: Record<Slot, Map<string, Entry>> = { main: new Map(), secondary: new Map() };
let topLayer = 0;

/** Set by the sheet host: buttons of covered layers stay hidden. */
export function setTopLayer(layer: number): void {
  topLayer = layer;
  syncBottomButtons();
}

function current(slot: Slot): BottomButton | null {
  const entry = [...stacks[slot].values()].findLast((one) => one.layer === topLayer);
  const button = entry?.button();
  return button && button.visible !== false ? button : null;
}

/** Shows the buttons of the top layer. Some clients fail on a button without text. */
export function syncBottomButtons(): void {
  const main = current('main');
  call(
    'web_app_setup_main_button',
    main?.text ? { ...state(main), ...colours(main) } : { is_visible: false },
  );
  const secondary = current('secondary');
  call(
    'web_app_setup_secondary_button',
    secondary?.text ? { ...state(secondary), position: 'bottom' } : { is_visible: false },
  );
}

function state(button: BottomButton) {
  return {
    text: button.text,
    is_visible: true,
    is_active: button.enabled !== false && !button.progress,
    is_progress_visible: button.progress === true,
    has_shine_effect: false,
  };
}

function colours(button: BottomButton) {
  const guarded = guardedButtonColours(button.danger ? 'danger' : 'action');
  return guarded && { color: guarded.backgroundColor, text_color: guarded.textColor };
}

let listening = false;
function listen(): void {
  if (listening) {
    return;
  }
  listening = true;
  on('main_button_pressed', () => press('main'));
  on('secondary_button_pressed', () => press('secondary'));
}

function press(slot: Slot): void {
  const button = current(slot);
  if (button && button.enabled !== false && !button.progress) {
    impact('light');
    button.onClick();
  }
}

function useBottomButton(slot: Slot, button: BottomButton): void {
  const id = useId();
  const layer = useContext(LayerContext);
  const latest = useRef(button);
  latest.current = button;
  useEffect(() => {
    listen();
    stacks[slot].set(id, { layer, button: () => latest.current });
    syncBottomButtons();
    return () => {
      stacks[slot].delete(id);
      syncBottomButtons();
    };
  }, [slot, id, layer]);
  const { text, visible, enabled, progress, danger } = button;
  // biome-ignore lint/correctness/useExhaustiveDependencies: redrawn when what is drawn changes
  useEffect(syncBottomButtons, [text, visible, enabled, progress, danger]);
}

/** Telegram's MainButton, while this component is mounted and its layer is on top. */
export function useMainButton(button: BottomButton): void {
  useBottomButton('main', button);
}

/**
 * Telegram's SecondaryButton (7.10), under the main one.
 * @returns whether the client can draw it; when not, draw a plain button in the page.
 */
export function useSecondaryButton(button: BottomButton): boolean {
  useBottomButton('secondary', button);
  return supports('web_app_setup_secondary_button');
}
