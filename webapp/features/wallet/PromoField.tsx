import TicketPercent from 'lucide-react/icons/ticket-percent';
import { useOnline } from '../../api/online.ts';
import { useText } from '../../i18n/useText.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useSheet } from '../../ui/navigation/sheets.ts';

/** Looks like the field that it opens. */
export function PromoField() {
  const t = useText('wallet');
  const online = useOnline();
  const openPromo = useSheet('promo');
  return (
    <button
      type="button"
      className="field trail promo-field"
      disabled={!online}
      onClick={() => openPromo({})}
    >
      <Icon icon={TicketPercent} size={20} />
      <span className="ph grow">{t('promo')}</span>
      <span className={online ? 'btn sm sec-b' : 'btn sm off'} aria-hidden="true">
        {t('redeem')}
      </span>
    </button>
  );
}
