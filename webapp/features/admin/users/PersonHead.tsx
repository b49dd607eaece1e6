import type { AdminUserCard } from '../../../../shared/schemas/admin.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { Card } from '../../../ui/Card.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { CopiedId } from '../CopiedId.tsx';
import { useAdminText } from '../texts/useAdminText.ts';
import { useDesktop } from '../useDesktop.ts';
import { personName } from './PeopleTable.tsx';

/** Photo, name, ids; level, plan, free access. */
export function PersonHead({ card }: { card: AdminUserCard }) {
  const t = useAdminText();
  const f = useFormat();
  const { user, plan, freeAccess } = card;
  const Heading = useDesktop() ? 'h2' : 'h1';
  return (
    <Card>
      <div className="flex g12">
        <Avatar name={personName(user)} photoUrl={user.photoUrl} size={52} />
        <div className="grow">
          <Heading dir="auto" className="h3 admin-word">
            {personName(user)}
          </Heading>
          <p className="cap t2 num" style={{ marginTop: 2 }}>
            {user.username && `@${user.username}`}
            {user.username && !card.erased && ' · '}
            {!card.erased && (
              <CopiedId id={String(user.telegramId)}>
                {t('card.id', { id: user.telegramId })}
              </CopiedId>
            )}
          </p>
          <div className="flex g4" style={{ marginTop: 6, flexWrap: 'wrap' }}>
            <Tag>{t('card.level', { level: user.level })}</Tag>
            {user.role !== 'user' && <Tag kind="solid">{t(`card.roles.${user.role}`)}</Tag>}
            {plan && (
              <Tag kind="act">
                {plan.endsAt
                  ? t('card.planUntil', {
                      plan: t(`card.plan.${plan.kind}`),
                      date: f.shortDate(plan.endsAt),
                    })
                  : t(`card.plan.${plan.kind}`)}
              </Tag>
            )}
            {freeAccess && (
              <Tag kind="act">
                {freeAccess.until
                  ? t('card.freeAccessUntil', { date: f.shortDate(freeAccess.until) })
                  : t('card.freeAccess')}
              </Tag>
            )}
          </div>
        </div>
      </div>
    </Card>
  );
}
