import Ban from 'lucide-react/icons/ban';
import LockOpen from 'lucide-react/icons/lock-open';
import MessageCircle from 'lucide-react/icons/message-circle';
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal';
import { useState } from 'react';
import type { AdminUserCard } from '../../../../shared/schemas/admin.ts';
import { useMe } from '../../../api/useMe.ts';
import { openInTelegram } from '../../../telegram/links.ts';
import { Button } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { useSheet } from '../../../ui/navigation/sheets.ts';
import { AdjustForm } from '../forms/AdjustForm.tsx';
import { useCanEdit } from '../rights.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { useDesktop } from '../useDesktop.ts';

/** Actions: adjust the balance, write, block. On a wide screen the balance form opens in place. */
export function PersonActions({ card }: { card: AdminUserCard }) {
  const t = useAdminText();
  const desktop = useDesktop();
  const canEdit = useCanEdit();
  const own = useMe()?.id === card.user.id;
  const openForm = useSheet('admin');
  const [adjusting, setAdjusting] = useState(false);
  const { username, blocked } = card.user;
  const adjust = () =>
    desktop ? setAdjusting((open) => !open) : openForm({ form: 'adjust', card });
  if (!canEdit && !username) {
    return null;
  }
  return (
    <>
      <div className="admin-acts">
        {canEdit && (
          <Button
            icon={SlidersHorizontal}
            className="grow"
            aria-expanded={desktop ? adjusting : undefined}
            onClick={adjust}
          >
            {t('card.adjust')}
          </Button>
        )}
        {username && (
          <Button
            kind="gray"
            icon={MessageCircle}
            className={canEdit ? 'icon' : 'grow'}
            onClick={() => openInTelegram(`https://t.me/${username}`)}
          >
            <span className={canEdit ? 'vh' : undefined}>{t('card.message')}</span>
          </Button>
        )}
        {canEdit && !own && (
          <Button
            kind={blocked ? 'gray' : 'bad'}
            icon={blocked ? LockOpen : Ban}
            className="icon"
            onClick={() => openForm({ form: 'block', card })}
          >
            <span className="vh">{t(blocked ? 'card.unblock' : 'card.block')}</span>
          </Button>
        )}
      </div>
      {desktop && adjusting && canEdit && (
        <Card pad={12}>
          <AdjustForm card={card} inline onDone={() => setAdjusting(false)} />
        </Card>
      )}
    </>
  );
}
