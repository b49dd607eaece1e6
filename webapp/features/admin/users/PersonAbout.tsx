import type { AdminUserCard } from '../../../../shared/schemas/admin.ts';
import { useMe } from '../../../api/useMe.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useSheet } from '../../../ui/navigation/sheets.ts';
import { Row, Rows } from '../../../ui/Row.tsx';
import { useCanEdit } from '../rights.ts';
import { showSection } from '../sections.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { usePersonText } from './texts.ts';
import { useAccessText } from './useAccessText.ts';

/** Details of a person; an admin may change the role and the free access. */
export function PersonAbout({ card }: { card: AdminUserCard }) {
  const t = useAdminText();
  const f = useFormat();
  const people = usePersonText();
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
        onClick={
          canEdit && !own && !card.erased ? () => openForm({ form: 'role', card }) : undefined
        }
      />
      <Row
        title={t('card.access')}
        value={accessWords(card.freeAccess)}
        onClick={canEdit && !card.erased ? () => openForm({ form: 'access', card }) : undefined}
      />
      <Row title={t('card.xp')} value={f.amount(card.xp)} />
      <Row title={t('card.since')} value={f.date(user.createdAt)} />
      <Row title={t('card.seen')} value={f.moment(user.lastSeenAt)} />
      <Row title={t('card.bot')} value={user.firstBot} />
      <Row
        title={people('direction')}
        value={user.direction ? people(`directions.${user.direction}`) : people('notChosen')}
      />
      <Row title={people('language')} value={people(`languages.${user.language}`)} />
      <Row title={people('mayWrite')} value={people(card.botMayWrite ? 'yes' : 'no')} />
      {card.isPremium && <Row title={people('premium')} value={people('yes')} />}
      <Row title={people('streak')} value={f.amount(card.streakDays)} />
      <Row title={people('friends')} value={f.amount(card.friends)} />
      {card.trainings > 0 && <Row title={people('trainings')} value={f.amount(card.trainings)} />}
      {card.referrer && <Row title={t('card.referrer')} value={card.referrer} />}
      <Row
        title={t('card.auditLog')}
        onClick={() => showSection('audit', `?target=user:${user.id}`)}
      />
    </Rows>
  );
}
