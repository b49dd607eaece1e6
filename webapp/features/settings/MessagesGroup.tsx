import Banknote from 'lucide-react/icons/banknote';
import Images from 'lucide-react/icons/images';
import Medal from 'lucide-react/icons/medal';
import Presentation from 'lucide-react/icons/presentation';
import TicketPercent from 'lucide-react/icons/ticket-percent';
import { notificationKinds } from '../../../shared/closedSets.ts';
import type { Me, NotificationKind } from '../../../shared/schemas/me.ts';
import { useText } from '../../i18n/useText.ts';
import { SwitchRow } from '../../ui/Choice.tsx';
import type { IconType } from '../../ui/Icon.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { Group } from './Group.tsx';
import { useNotification } from './useNotification.ts';

const icons = {
  generation: Images,
  payment: Banknote,
  webinar: Presentation,
  badge: Medal,
  broadcast: TicketPercent,
} as const satisfies Record<NotificationKind, IconType>;

/** What the bot may write about. */
export function MessagesGroup({ me }: { me: Me }) {
  const t = useText('settings');
  const set = useNotification();
  return (
    <Group title={t('messages')}>
      {notificationKinds.map((kind) => (
        <SwitchRow
          key={kind}
          start={<Tile icon={icons[kind]} />}
          title={t(`notifications.${kind}`)}
          on={me.settings.notifications[kind]}
          onChange={(on) => void set(kind, on)}
        />
      ))}
    </Group>
  );
}
