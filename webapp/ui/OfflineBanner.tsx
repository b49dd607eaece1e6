import { useQueryClient } from '@tanstack/react-query';
import WifiOff from 'lucide-react/icons/wifi-off';
import { useEffect } from 'react';
import { useDataTime, useOnline } from '../api/online.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { useText } from '../i18n/useText.ts';
import { Banner } from './Note.tsx';
import './shell.css';
import { Spinner } from './Spinner.tsx';

/** A slim strip while there is no connection; goes away by itself. */
export function OfflineBanner() {
  const online = useOnline();
  return online ? null : <Offline />;
}

/** How often to check whether the server can be reached again, ms. */
const PROBE_EVERY_MS = 5000;

/** Checks until it can; then reloads the stale data of the screen. */
function useProbe(): void {
  const client = useQueryClient();
  useEffect(() => {
    const timer = setInterval(() => {
      void client.refetchQueries({ type: 'active', queryKey: [['me', 'get']] });
    }, PROBE_EVERY_MS);
    return () => {
      clearInterval(timer);
      void client.refetchQueries({ type: 'active', stale: true });
    };
  }, [client]);
}

function Offline() {
  const t = useText();
  const f = useFormat();
  const time = useDataTime() ?? new Date();
  useProbe();
  return (
    <div className="offline">
      <Banner icon={WifiOff} end={<Spinner size={18} />}>
        {t('offline', { time: f.time(time) })}
      </Banner>
    </div>
  );
}
