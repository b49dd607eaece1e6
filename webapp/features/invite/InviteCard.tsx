import Copy from 'lucide-react/icons/copy';
import QrCode from 'lucide-react/icons/qr-code';
import Send from 'lucide-react/icons/send';
import type { ReferralsOutput } from '../../../shared/schemas/referrals.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Guilloche } from '../../ui/Guilloche.tsx';
import { Icon } from '../../ui/Icon.tsx';
import '../../domain/coins/balance.css';
import '../../ui/field.css';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { notify } from '../../telegram/haptics.ts';
import { copyText, shareLink } from '../../telegram/links.ts';
import { useSheet } from '../../ui/navigation/sheets.ts';
import { toast } from '../../ui/toasts.ts';

/** The link and the ways to share it. */
export function InviteCard({ referrals }: { referrals: ReferralsOutput }) {
  const t = useText('invite');
  const f = useFormat();
  const openQr = useSheet('qr');
  const { link, inviterBonus, friendBonus, topupPercent } = referrals;
  const copy = async () => {
    if (await copyText(link)) {
      notify('success');
      toast(t('common:copied'));
    }
  };
  const percent = f.percent(topupPercent / 100);
  return (
    <section className="card bal invite-card">
      <Guilloche className="guil" />
      <h1 className="h1">{t('head', { coins: f.coinsInWords(inviterBonus) })}</h1>
      <p className="t2">
        {topupPercent > 0 ? t('withShare', { percent }) : t('text')}
        {friendBonus > 0 &&
          ` ${t('friendGets', { coins: f.coinsInWords(friendBonus, 'accusative') })}`}
      </p>
      <div className="field fill">
        <span className="grow ell sub num">
          <span className="vh">{t('link')}: </span>
          {link.replace('https://', '')}
        </span>
        <IconButton icon={Copy} label={t('copy')} onClick={() => void copy()} />
      </div>
      <div className="btn-row">
        <Button
          icon={Send}
          onClick={() =>
            shareLink(link, t('message', { coins: f.coinsInWords(friendBonus, 'accusative') }))
          }
        >
          {t('send')}
        </Button>
        <Button kind="gray" className="qr-b" aria-label={t('qr')} onClick={() => openQr({ link })}>
          <Icon icon={QrCode} size={20} />
        </Button>
      </div>
    </section>
  );
}
