import Banknote from 'lucide-react/icons/banknote';
import BellOff from 'lucide-react/icons/bell-off';
import Images from 'lucide-react/icons/images';
import Medal from 'lucide-react/icons/medal';
import Presentation from 'lucide-react/icons/presentation';
import TicketPercent from 'lucide-react/icons/ticket-percent';
import { notificationKinds } from '../../../shared/closedSets.ts';
import type { Me, NotificationKind } from '../../../shared/schemas/me.ts';
import { useNotification } from '../../domain/account/useNotification.ts';
import { useWriteAccess } from '../../domain/account/useWriteAccess.ts';
import { useText } from '../../i18n/useText.ts';
import { Button } from '../../ui/Button.tsx';
import { SwitchRow } from '../../ui/Choice.tsx';
import type { IconType } from '../../ui/Icon.tsx';
import { Note } from '../../ui/Note.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { Group } from './Group.tsx';

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
  const access = useWriteAccess();
  return (
    <Group
      title={t('messages')}
      before={
        !access.isGiven && (
          <Note
            kind="act"
            icon={BellOff}
            action={
              access.canAsk && (
                <Button kind="soft" size="sm" onClick={() => void access.ask()}>
                  {t('allow')}
                </Button>
              )
            }
          >
            {t('notAllowed')}
          </Note>
        )
      }
    >
      {notificationKinds.map((kind) => (
        <SwitchRow
          key={kind}
          start={<Tile icon={icons[kind]} />}
          title={t(`notifications.${kind}`)}
          on={access.isGiven && me.settings.notifications[kind]}
          onChange={(on) => void set(kind, on)}
        />
      ))}
    </Group>
  );
}
