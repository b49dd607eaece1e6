import { useMutation, useQuery } from '@tanstack/react-query';
import Check from 'lucide-react/icons/check';
import Gift from 'lucide-react/icons/gift';
import Send from 'lucide-react/icons/send';
import type { Earn } from '../../../shared/schemas/earn.ts';
import { errorSentence } from '../../api/appError.ts';
import { useTRPC } from '../../api/client.ts';
import { useOnline } from '../../api/online.ts';
import { useRequestId } from '../../api/requestId.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { notify } from '../../telegram/haptics.ts';
import { openInTelegram } from '../../telegram/links.ts';
import { Button } from '../../ui/Button.tsx';
import { Card, Section } from '../../ui/Card.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { toast } from '../../ui/toasts.ts';
import { useTakeEarn } from './useTakeEarn.ts';

/** Joining the channel, which is rewarded once. Nothing is shown where there is none. */
export function ChannelTask() {
  const t = useText('events');
  const trpc = useTRPC();
  const { data } = useQuery(trpc.earn.get.queryOptions());
  const channel = data?.channel;
  return channel ? (
    <Section title={t('channel.title')} aside={<Standing channel={channel} />}>
      <Card pad={12}>
        <div className="flex g12">
          <Tile icon={Send} kind={channel.joined ? 'ok' : 'act'} />
          <div className="grow">
            <b className="sub-m">{channel.name ?? t('channel.ours')}</b>
            <p className="sub t2">{t(channel.joined ? 'channel.thanks' : 'channel.how')}</p>
          </div>
        </div>
        <Actions channel={channel} />
      </Card>
    </Section>
  ) : null;
}

type Channel = NonNullable<Earn['channel']>;

function Standing({ channel: { joined, freeOperations, freeTrainings } }: { channel: Channel }) {
  const t = useText('events');
  const f = useFormat();
  if (joined) {
    return (
      <Tag kind="ok" icon={Check}>
        {t('channel.had')}
      </Tag>
    );
  }
  const gifts = [
    freeOperations > 0 &&
      t('channel.operations', { count: freeOperations, number: f.number(freeOperations) }),
    freeTrainings > 0 &&
      t('channel.trainings', { count: freeTrainings, number: f.number(freeTrainings) }),
  ].filter((gift) => gift !== false);
  return gifts.length > 0 ? (
    <Tag kind="act" icon={Gift}>
      {gifts.join(', ')}
    </Tag>
  ) : null;
}

function Actions({ channel: { link, joined } }: { channel: Channel }) {
  const t = useText('events');
  const online = useOnline();
  const { check, busy } = useCheck();
  return (
    <div className="btn-row channel-acts">
      <Button kind={joined ? 'gray' : 'primary'} onClick={() => openInTelegram(link)}>
        {t('channel.open')}
      </Button>
      {!joined && (
        <Button kind="gray" busy={busy} disabled={!online} onClick={check}>
          {t('channel.check')}
        </Button>
      )}
    </div>
  );
}

/** Has the server check the membership at Telegram. */
function useCheck() {
  const t = useText('events');
  const trpc = useTRPC();
  const take = useTakeEarn();
  const ids = useRequestId();
  const { mutate, isPending } = useMutation(
    trpc.earn.joinChannel.mutationOptions({
      onSuccess: ({ outcome, ...now }) => {
        ids.renew();
        take(now);
        const good = outcome !== 'not_a_member';
        notify(good ? 'success' : 'warning');
        toast(t(`channel.outcomes.${outcome}`), { kind: good ? 'ok' : 'neutral' });
      },
      onError: (error) => toast(errorSentence(error), { kind: 'error' }),
    }),
  );
  return { check: () => mutate({ requestId: ids.forInput('channel') }), busy: isPending };
}
