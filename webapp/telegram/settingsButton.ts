import { settingsButton } from '@telegram-apps/sdk-react';
import { useEffect } from 'react';

/** Shows "Settings" in Telegram's header menu (7.0). */
export function useSettingsButton(onClick: () => void): void {
  useEffect(() => {
    settingsButton.show.ifAvailable();
    const [called, off] = settingsButton.onClick.ifAvailable(onClick);
    return () => {
      if (called) {
        off();
      }
    };
  }, [onClick]);
}
