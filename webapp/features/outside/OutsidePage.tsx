import Send from 'lucide-react/icons/send';
import { lazy, Suspense } from 'react';
import { useBotUsername } from '../../api/useBotUsername.ts';
import { useText } from '../../i18n/useText.ts';
import { BigCoin } from '../../ui/BigCoin.tsx';
import '../../ui/button.css';
import '../../ui/note.css';
import { Icon } from '../../ui/Icon.tsx';
import './outside.css';

const QrCode = lazy(async () => ({ default: (await import('../../ui/QrCode.tsx')).QrCode }));

/**
 * A plain browser page: no Telegram around it, so it links to Telegram. A person who comes back from the
 * payment page is sent on to their order.
 */
export function OutsidePage() {
  const t = useText();
  const username = useBotUsername();
  const start = new URLSearchParams(location.search).get('startapp');
  const link = username && `https://t.me/${username}?startapp${start ? `=${start}` : ''}`;
  const paying = start?.startsWith('pay_') ?? false;
  const wide = window.matchMedia('(min-width: 700px)').matches;
  const text = paying
    ? t('outside.payment.text')
    : t(wide && link ? 'outside.text' : 'outside.textPhone');
  return (
    <main className="outside empty">
      <BigCoin size={88} />
      <h1 className="h2">{t(paying ? 'outside.payment.title' : 'outside.title')}</h1>
      <p>{text}</p>
      {link && (
        <>
          {wide && !paying && (
            <Suspense fallback={<div className="qr" />}>
              <QrCode text={link} label={t('outside.qr', { url: link })} />
            </Suspense>
          )}
          <a className="btn pri" href={link}>
            <Icon icon={Send} size={20} />
            {t(paying ? 'outside.payment.action' : 'outside.action')}
          </a>
          <a className="btn plain" href={link}>
            @{username}
          </a>
        </>
      )}
    </main>
  );
}
