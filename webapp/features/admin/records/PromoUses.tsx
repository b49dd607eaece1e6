import { useInfiniteQuery } from '@tanstack/react-query';
import Ticket from 'lucide-react/icons/ticket';
import { useTRPC } from '../../../api/client.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Row, Rows } from '../../../ui/Row.tsx';
import { ListBody } from '../ListBody.tsx';
import { useRecordText } from './texts.ts';

/** Who has used or reserved a code; the latest first. */
export function PromoUses({ promoId }: { promoId: string }) {
  const t = useRecordText();
  const f = useFormat();
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.admin.promoUses.infiniteQueryOptions(
      { promoId, limit: 30 },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  );
  const uses = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <ListBody
      pages={list}
      count={uses.length}
      empty={{ icon: Ticket, title: t('nobody'), text: '' }}
    >
      <Rows label={t('uses')}>
        {uses.map((use) => (
          <Row
            key={`${use.userId}:${use.reservedAt}`}
            title={use.userName}
            note={use.usedAt ? f.moment(use.usedAt) : t('held')}
            oneLine
          />
        ))}
      </Rows>
    </ListBody>
  );
}
