import { lazy, Suspense } from 'react';
import { useText } from '../../i18n/useText.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import '../../ui/qr.css';

const QrCode = lazy(async () => ({ default: (await import('../../ui/QrCode.tsx')).QrCode }));

/** A QR code of the invite link, for a friend nearby. */
export function QrSheet({ link }: { link: string }) {
  const t = useText('invite');
  return (
    <Sheet title={t('qrTitle')}>
      <div className="qr-sheet">
        <Suspense fallback={<div className="qr" />}>
          <QrCode text={link} label={t('common:outside.qr', { url: link })} />
        </Suspense>
        <p className="t2 center">{t('qrText')}</p>
      </div>
    </Sheet>
  );
}
