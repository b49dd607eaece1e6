/** A native button, as the app last described it. */
export interface ButtonState {
  is_visible: boolean;
  is_active: boolean;
  is_progress_visible: boolean;
  has_shine_effect: boolean;
  text: string;
  color: string;
  text_color: string;
  position: string;
}

/** One launch of the app, and the state that it has set in the frame around it. */
export interface Session {
  isOpen: boolean;
  isMinimised: boolean;
  isFullscreen: boolean;
  hasKeyboard: boolean;
  hasBackButton: boolean;
  hasSettings: boolean;
  needsConfirmation: boolean;
  allowsSwipe: boolean;
  /** A colour or the key of one of the palette. */
  headerColor: string;
  backgroundColor: string;
  bottomColor: string;
  main: ButtonState;
  secondary: ButtonState;
}

const HIDDEN_BUTTON: ButtonState = {
  is_visible: false,
  is_active: true,
  is_progress_visible: false,
  has_shine_effect: false,
  text: '',
  color: '',
  text_color: '',
  position: 'left',
};

export function newSession(): Session {
  return {
    isOpen: false,
    isMinimised: false,
    isFullscreen: false,
    hasKeyboard: false,
    hasBackButton: false,
    hasSettings: false,
    needsConfirmation: false,
    allowsSwipe: true,
    headerColor: 'header_bg_color',
    backgroundColor: 'bg_color',
    bottomColor: 'bottom_bar_bg_color',
    main: { ...HIDDEN_BUTTON },
    secondary: { ...HIDDEN_BUTTON },
  };
}
