import UserPlus from 'lucide-react/icons/user-plus';
import { displayName } from '../../../shared/displayName.ts';
import type { ReferralsOutput } from '../../../shared/schemas/referrals.ts';
import { Reward } from '../../domain/coins/Amount.tsx';
import { currentLanguage } from '../../i18n/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Card, Section } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Row, Rows } from '../../ui/Row.tsx';

type Friend = ReferralsOutput['friends'][number];

const nameOf = ({ name }: Friend) => displayName({ firstName: name }, currentLanguage());

/** Invited friends, and the reward of each. */
export function Friends({ friends }: { friends: readonly Friend[] }) {
  const t = useText('invite');
  const f = useFormat();
  if (friends.length === 0) {
    return (
      <Section title={t('friends')}>
        <Card pad={0}>
          <Empty icon={UserPlus} title={t('none.title')} text={t('none.text')} />
        </Card>
      </Section>
    );
  }
  return (
    <Section title={t('friends')}>
      <Rows label={t('friends')}>
        {friends.map((friend) => (
          <Row
            key={friend.name + friend.joinedAt}
            start={<Avatar name={nameOf(friend)} photoUrl={null} size={36} />}
            title={nameOf(friend)}
            note={
              friend.countedAt
                ? t('firstWork', { date: f.date(friend.countedAt) })
                : t('joined', { date: f.date(friend.joinedAt) })
            }
            value={friend.bonus > 0 ? <Reward coins={friend.bonus} /> : t('waiting')}
          />
        ))}
      </Rows>
      <p className="foot">{t('note')}</p>
    </Section>
  );
}
