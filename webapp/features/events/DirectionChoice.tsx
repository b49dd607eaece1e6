import { useMutation, useQueryClient } from '@tanstack/react-query';
import Briefcase from 'lucide-react/icons/briefcase';
import Check from 'lucide-react/icons/check';
import User from 'lucide-react/icons/user';
import { directions } from '../../../shared/closedSets.ts';
import type { Direction } from '../../../shared/schemas/me.ts';
import { errorSentence } from '../../api/appError.ts';
import { useTRPC } from '../../api/client.ts';
import { useOnline } from '../../api/online.ts';
import { useRequestId } from '../../api/requestId.ts';
import { useMe } from '../../api/useMe.ts';
import { Reward } from '../../domain/coins/Amount.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Section } from '../../ui/Card.tsx';
import { RadioGroup, RadioMark, radioProps } from '../../ui/Choice.tsx';
import { cx } from '../../ui/cx.ts';
import type { IconType } from '../../ui/Icon.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { toast } from '../../ui/toasts.ts';

const icons = { personal: User, business: Briefcase } as const satisfies Record<
  Direction,
  IconType
>;

/** What the person is here for; the first choice is rewarded. */
export function DirectionChoice() {
  const t = useText('events');
  const f = useFormat();
  const me = useMe();
  const online = useOnline();
  const { choose, pending } = useChoose();
  const chosen = pending ?? me?.direction ?? null;
  const task = me?.tasks.find(({ code }) => code === 'direction');
  const coins = task?.amount ?? 0;
  return (
    <Section
      title={t('direction')}
      aside={
        coins > 0 &&
        (task?.state === 'done' ? (
          <Tag kind="ok" icon={Check}>
            {t('received', { coins: f.coinsInWords(coins) })}
          </Tag>
        ) : (
          <Reward coins={coins} />
        ))
      }
    >
      <RadioGroup label={t('direction')} className="dirs">
        {directions.map((direction, i) => {
          const on = direction === chosen;
          return (
            <button
              {...radioProps(on, () => choose(direction))}
              key={direction}
              tabIndex={on || (chosen === null && i === 0) ? 0 : -1}
              disabled={!online || pending !== null}
              className={cx('dir', on && 'on')}
            >
              <Tile icon={icons[direction]} kind={on ? 'act' : 'neutral'} />
              <RadioMark on={on} />
              <b>{t(`directions.${direction}.title`)}</b>
              <small>{t(`directions.${direction}.note`)}</small>
            </button>
          );
        })}
      </RadioGroup>
    </Section>
  );
}

function useChoose() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const ids = useRequestId();
  const { mutate, isPending, variables } = useMutation(
    trpc.me.chooseDirection.mutationOptions({
      onSuccess: (me) => {
        ids.renew();
        client.setQueryData(trpc.me.get.queryKey(), me);
      },
      onError: (error) => toast(errorSentence(error), { kind: 'error' }),
    }),
  );
  return {
    choose: (direction: Direction) => mutate({ direction, requestId: ids.forInput(direction) }),
    pending: isPending ? (variables?.direction ?? null) : null,
  };
}
