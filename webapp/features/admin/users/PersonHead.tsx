import Copy from 'lucide-react/icons/copy';
import type { AdminUserCard } from '../../../../shared/schemas/admin.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useText } from '../../../i18n/useText.ts';
import { copyText } from '../../../telegram/links.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { Card } from '../../../ui/Card.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { toast } from '../../../ui/toasts.ts';
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
            {!card.erased && <TelegramId id={user.telegramId} />}
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

/** An id is no number: it is shown as Telegram writes it, and copied by a tap. */
function TelegramId({ id }: { id: number }) {
  const t = useAdminText();
  const words = useText();
  const copy = async () => {
    if (await copyText(String(id))) {
      toast(words('copied'));
    }
  };
  return (
    <button
      type="button"
      className="admin-id"
      title={t('payments.copyId')}
      onClick={() => void copy()}
    >
      {t('card.id', { id })}
      <Icon icon={Copy} size={14} />
    </button>
  );
}
