import { requestClose } from './dialogs.ts';
import type { Handlers, Payload } from './handlers.ts';
import type { Host } from './host.ts';
import type { ButtonState } from './session.ts';

function setButton(host: Host, which: 'main' | 'secondary', data: Payload): void {
  const known = Object.entries(data).filter(([key]) => key in host.session[which]);
  host.session[which] = {
    ...host.session[which],
    ...(Object.fromEntries(known) as Partial<ButtonState>),
  };
  host.draw();
}

function change(host: Host, changes: Partial<Host['session']>): void {
  host.session = { ...host.session, ...changes };
  host.draw();
}

function setFullscreen(host: Host, isFullscreen: boolean): void {
  if (host.session.isFullscreen === isFullscreen) {
    if (isFullscreen) host.post('fullscreen_failed', { error: 'ALREADY_FULLSCREEN' });
    return;
  }
  change(host, { isFullscreen });
  host.post('fullscreen_changed', { is_fullscreen: isFullscreen });
}

const colourOf = (data: Payload) => String(data.color ?? data.color_key ?? 'bg_color');

/** Methods that change the frame around the app. */
export const VIEW_HANDLERS: Handlers = {
  iframe_ready: ['6.0', () => {}],
  iframe_will_reload: ['6.0', () => {}],
  web_app_ready: ['6.0', (host) => host.phone?.ready()],
  web_app_expand: ['6.0', (host) => host.postViewport()],
  web_app_close: ['6.0', (host) => requestClose(host)],
  web_app_request_theme: ['6.0', (host) => host.postTheme()],
  web_app_request_viewport: ['6.0', (host) => host.postViewport()],
  web_app_request_safe_area: ['8.0', (host) => host.post('safe_area_changed', host.insets)],
  web_app_request_content_safe_area: [
    '8.0',
    (host) => host.post('content_safe_area_changed', host.contentInsets),
  ],

  web_app_setup_main_button: ['6.0', (host, data) => setButton(host, 'main', data)],
  web_app_setup_secondary_button: ['7.10', (host, data) => setButton(host, 'secondary', data)],
  web_app_setup_back_button: [
    '6.1',
    (host, data) => change(host, { hasBackButton: data.is_visible === true }),
  ],
  web_app_setup_settings_button: [
    '6.10',
    (host, data) => change(host, { hasSettings: data.is_visible === true }),
  ],
  web_app_setup_closing_behavior: [
    '6.0',
    (host, data) => change(host, { needsConfirmation: data.need_confirmation === true }),
  ],
  web_app_setup_swipe_behavior: [
    '7.7',
    (host, data) => change(host, { allowsSwipe: data.allow_vertical_swipe !== false }),
  ],

  web_app_set_header_color: ['6.1', (host, data) => change(host, { headerColor: colourOf(data) })],
  web_app_set_background_color: [
    '6.1',
    (host, data) => change(host, { backgroundColor: colourOf(data) }),
  ],
  web_app_set_bottom_bar_color: [
    '7.10',
    (host, data) => change(host, { bottomColor: colourOf(data) }),
  ],

  web_app_request_fullscreen: ['8.0', (host) => setFullscreen(host, true)],
  web_app_exit_fullscreen: ['8.0', (host) => setFullscreen(host, false)],
  web_app_toggle_orientation_lock: ['8.0', () => {}],
  web_app_hide_keyboard: ['9.1', (host) => change(host, { hasKeyboard: false })],
  web_app_trigger_haptic_feedback: ['6.1', () => {}],
};
