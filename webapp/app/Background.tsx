import { Suspense, useEffect, useState } from 'react';
import { useLiveEvents } from '../api/liveEvents.ts';
import { waitingWork } from '../domain/coins/waitingWork.ts';
import { watchKeyboard } from '../telegram/keyboard.ts';
import { watchReopening } from '../telegram/reopening.ts';
import { useSettingsButton } from '../telegram/settingsButton.ts';
import { DialogHost } from '../ui/DialogHost.tsx';
import { push } from '../ui/navigation/history.ts';
import { lazyPart } from './lazyPart.ts';
import { usePreload } from './preload.ts';
import { useAnnouncements } from './useAnnouncements.ts';

const ResumedWork = lazyPart(
  async () => (await import('../features/studio/ResumedWork.tsx')).ResumedWork,
);

interface BackgroundProps {
  /** The other tabs may be fetched: not while a newcomer is welcomed. */
  idle: boolean;
}

const openSettings = () => void push('/settings');

let isWatching = false;

/** Background work while the app is open; none of it delays the first screen. */
export function Background({ idle }: BackgroundProps) {
  usePreload(idle);
  useLiveEvents(useAnnouncements());
  useSettingsButton(openSettings);
  // One of this opening goes on in its own sheet.
  const [isWorkWaiting] = useState(() => waitingWork() !== null);
  useEffect(() => {
    if (!isWatching) {
      isWatching = true;
      watchKeyboard(document.documentElement);
      watchReopening();
    }
  }, []);
  return (
    <>
      <DialogHost />
      {isWorkWaiting && (
        <Suspense>
          <ResumedWork />
        </Suspense>
      )}
    </>
  );
}
