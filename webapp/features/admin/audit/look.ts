import Ban from 'lucide-react/icons/ban';
import BellOff from 'lucide-react/icons/bell-off';
import CalendarPlus from 'lucide-react/icons/calendar-plus';
import CircleMinus from 'lucide-react/icons/circle-minus';
import CirclePlus from 'lucide-react/icons/circle-plus';
import CircleStop from 'lucide-react/icons/circle-stop';
import Eye from 'lucide-react/icons/eye';
import FileDown from 'lucide-react/icons/file-down';
import Gift from 'lucide-react/icons/gift';
import KeyRound from 'lucide-react/icons/key-round';
import LockOpen from 'lucide-react/icons/lock-open';
import Medal from 'lucide-react/icons/medal';
import Megaphone from 'lucide-react/icons/megaphone';
import MessageSquareReply from 'lucide-react/icons/message-square-reply';
import NotebookPen from 'lucide-react/icons/notebook-pen';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import Shield from 'lucide-react/icons/shield';
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal';
import Trash2 from 'lucide-react/icons/trash-2';
import Undo2 from 'lucide-react/icons/undo-2';
import UserCheck from 'lucide-react/icons/user-check';
import type { AdminActionName } from '../../../../shared/closedSets.ts';
import type { IconType } from '../../../ui/Icon.tsx';
import { type AuditLogEntry, readBalances } from './values.ts';

interface Look {
  icon: IconType;
  kind: 'neutral' | 'ok' | 'bad';
}

const plain: Look = { icon: SlidersHorizontal, kind: 'neutral' };

const looks: Record<AdminActionName, Look> = {
  'balance.adjust': plain,
  'user.block': { icon: Ban, kind: 'bad' },
  'user.unblock': { icon: LockOpen, kind: 'neutral' },
  'user.role': { icon: Shield, kind: 'neutral' },
  'user.free_access': { icon: Gift, kind: 'neutral' },
  'user.plan_days': { icon: CalendarPlus, kind: 'ok' },
  'user.badge': { icon: Medal, kind: 'ok' },
  'user.note': { icon: NotebookPen, kind: 'neutral' },
  'user.export': { icon: FileDown, kind: 'neutral' },
  'user.erase': { icon: Trash2, kind: 'bad' },
  'user.open': { icon: Eye, kind: 'neutral' },
  'badge.grant_all': { icon: Medal, kind: 'ok' },
  'payment.refund': { icon: Undo2, kind: 'bad' },
  'payment.check': plain,
  'generation.retry': { icon: RotateCcw, kind: 'neutral' },
  'generation.refund': { icon: Undo2, kind: 'bad' },
  'generation.fail': { icon: CircleStop, kind: 'bad' },
  'support.reply': { icon: MessageSquareReply, kind: 'neutral' },
  'support.decline_refund': { icon: MessageSquareReply, kind: 'bad' },
  'support.close': { icon: MessageSquareReply, kind: 'neutral' },
  'bot_key.create': { icon: KeyRound, kind: 'ok' },
  'bot_key.revoke': { icon: KeyRound, kind: 'bad' },
  'record.create': { icon: CirclePlus, kind: 'ok' },
  'record.change': plain,
  'record.on': { icon: CirclePlus, kind: 'ok' },
  'promo.create_many': { icon: CirclePlus, kind: 'ok' },
  'settings.change': plain,
  'webinar.attendance': { icon: UserCheck, kind: 'ok' },
  'record.off': { icon: CircleStop, kind: 'bad' },
  'broadcast.create': { icon: Megaphone, kind: 'neutral' },
  'broadcast.change': { icon: Megaphone, kind: 'neutral' },
  'broadcast.test': { icon: Megaphone, kind: 'neutral' },
  'broadcast.schedule': { icon: Megaphone, kind: 'ok' },
  'broadcast.start': { icon: Megaphone, kind: 'ok' },
  'broadcast.pause': { icon: Megaphone, kind: 'neutral' },
  'broadcast.resume': { icon: Megaphone, kind: 'ok' },
  'broadcast.cancel': { icon: Megaphone, kind: 'bad' },
  'alert.resolve': { icon: BellOff, kind: 'neutral' },
};

/** The icon of an action; a plain one when the action is unknown. */
export function lookOf(action: AuditLogEntry): Look {
  const balances = readBalances(action);
  if (balances) {
    return balances.after < balances.before
      ? { icon: CircleMinus, kind: 'bad' }
      : { icon: CirclePlus, kind: 'ok' };
  }
  return looks[action.action] ?? plain;
}
