import { useQuery } from '@tanstack/react-query';
import Banknote from 'lucide-react/icons/banknote';
import CircleQuestionMark from 'lucide-react/icons/circle-question-mark';
import FileText from 'lucide-react/icons/file-text';
import LifeBuoy from 'lucide-react/icons/life-buoy';
import Send from 'lucide-react/icons/send';
import ShieldCheck from 'lucide-react/icons/shield-check';
import { useTRPC } from '../../api/client.ts';
import { contactUrl } from '../../api/useBotUsername.ts';
import { useMe } from '../../api/useMe.ts';
import { useText } from '../../i18n/useText.ts';
import { openInTelegram } from '../../telegram/links.ts';
import { push } from '../../ui/navigation/history.ts';
import { useSheet } from '../../ui/navigation/sheets.ts';
import { Row } from '../../ui/Row.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { Group } from './Group.tsx';

/** Help: support, payments, and the documents. */
export function HelpGroup() {
  const t = useText('settings');
  const common = useText();
  const trpc = useTRPC();
  const unread = useQuery(trpc.support.thread.queryOptions({ limit: 1 })).data?.unread ?? 0;
  const contact = useMe()?.supportContact;
  const openDocument = useSheet('document');
  return (
    <>
      <Group title={t('help')}>
        <Row
          start={<Tile icon={LifeBuoy} />}
          title={t('support')}
          note={t('supportNote')}
          value={unread > 0 ? <Tag kind="act">{unread}</Tag> : null}
          onClick={() => void push('/support')}
        />
        {contact && (
          <Row
            start={<Tile icon={Send} />}
            title={common('actions.supportOutside')}
            note={contact.replace('https://', '')}
            onClick={() => openInTelegram(contactUrl(contact))}
          />
        )}
        <Row
          start={<Tile icon={Banknote} />}
          title={t('payments')}
          note={t('paymentsNote')}
          onClick={() => void push('/wallet/payments')}
        />
        <Row
          start={<Tile icon={CircleQuestionMark} />}
          title={t('howCoins')}
          onClick={() => openDocument({ name: 'coins' })}
        />
      </Group>
      <Group title={t('documentsTitle')}>
        <Row
          start={<Tile icon={FileText} />}
          title={t('terms')}
          onClick={() => openDocument({ name: 'terms' })}
        />
        <Row
          start={<Tile icon={ShieldCheck} />}
          title={t('privacy')}
          onClick={() => openDocument({ name: 'privacy' })}
        />
      </Group>
    </>
  );
}
