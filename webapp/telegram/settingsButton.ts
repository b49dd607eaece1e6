import { useEffect } from 'react';
import { call, on } from './host.ts';

/** Shows "Settings" in Telegram's header menu (6.10). */
export function useSettingsButton(onClick: () => void): void {
  useEffect(() => {
    call('web_app_setup_settings_button', { is_visible: true });
    return on('settings_button_pressed', onClick);
  }, [onClick]);
}
