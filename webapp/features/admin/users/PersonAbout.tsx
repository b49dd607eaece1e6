import type { AdminUserCard } from '../../../../shared/schemas/admin.ts';
import { useMe } from '../../../api/useMe.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useSheet } from '../../../ui/navigation/sheets.ts';
import { Row, Rows } from '../../../ui/Row.tsx';
import { useCanEdit } from '../rights.ts';
import { showSection } from '../sections.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { useAccessText } from './useAccessText.ts';

/** Role and free access, which an admin may change, and where the person came from. */
export function PersonAbout({ card }: { card: AdminUserCard }) {
  const t = useAdminText();
  const f = useFormat();
  const accessWords = useAccessText();
  const canEdit = useCanEdit();
  const own = useMe()?.id === card.user.id;
  const openForm = useSheet('admin');
  const { user } = card;
  return (
    <Rows label={t('card.about')}>
      <Row
        title={t('card.role')}
        value={t(`card.roles.${user.role}`)}
        onClick={canEdit && !own ? () => openForm({ form: 'role', card }) : undefined}
      />
      <Row
        title={t('card.access')}
        value={accessWords(card.freeAccess)}
        onClick={canEdit ? () => openForm({ form: 'access', card }) : undefined}
      />
      <Row title={t('card.xp')} value={f.amount(card.xp)} />
      <Row title={t('card.since')} value={f.date(user.createdAt)} />
      <Row title={t('card.seen')} value={f.moment(user.lastSeenAt)} />
      <Row title={t('card.bot')} value={card.firstBot} />
      {card.referrer && <Row title={t('card.referrer')} value={card.referrer} />}
      <Row
        title={t('card.auditLog')}
        onClick={() => showSection('audit', `?target=user:${user.id}`)}
      />
    </Rows>
  );
}
