import WifiOff from 'lucide-react/icons/wifi-off';
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

function Offline() {
  const t = useText();
  const f = useFormat();
  const time = useDataTime() ?? new Date();
  return (
    <div className="offline">
      <Banner icon={WifiOff} end={<Spinner size={18} />}>
        {t('offline', { time: f.time(time) })}
      </Banner>
    </div>
  );
}
