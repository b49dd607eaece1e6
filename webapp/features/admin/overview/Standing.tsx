import BookCheck from 'lucide-react/icons/book-check';
import Hourglass from 'lucide-react/icons/hourglass';
import ListOrdered from 'lucide-react/icons/list-ordered';
import type { AdminOverview } from '../../../../shared/schemas/adminOverview.ts';
import { Amount } from '../../../domain/coins/Amount.tsx';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Row, Rows } from '../../../ui/Row.tsx';
import { Tile } from '../../../ui/Tile.tsx';
import { showSection } from '../sections.ts';
import { useAdminText } from '../texts/useAdminText.ts';

/** The queue, unpaid orders, coins and the ledger. */
export function Standing({ overview }: { overview: AdminOverview }) {
  const t = useAdminText();
  const f = useFormat();
  const { queue, violations, auditedAt } = overview;
  return (
    <section aria-label={t('overview.standing')} style={{ marginTop: 8 }}>
      <Rows>
        <Row
          start={<Tile icon={ListOrdered} kind="act" />}
          title={t('overview.queue')}
          note={
            queue.queued > 0
              ? t('overview.oldest', { time: f.duration(queue.oldestSeconds) })
              : t('overview.queueEmpty')
          }
          value={t('overview.queueValue', {
            queued: f.number(queue.queued),
            running: f.number(queue.running),
          })}
        />
        <Row
          start={<Tile icon={Hourglass} />}
          title={t('overview.open')}
          note={t('overview.openNote')}
          value={f.amount(overview.openPayments)}
          onClick={() => showSection('payments', '?filter=open')}
        />
        <Row
          start={<Tile kind="gold" />}
          title={t('overview.issued')}
          note={t('overview.inPeriod')}
          value={<Amount coins={overview.coinsIssued.value} />}
        />
        <Row
          start={<Tile kind="gold" />}
          title={t('overview.spent')}
          note={t('overview.inPeriod')}
          value={<Amount coins={overview.coinsSpent.value} />}
        />
        <Row
          start={<Tile icon={BookCheck} kind={violations > 0 ? 'bad' : 'ok'} />}
          title={t('overview.ledger')}
          note={
            auditedAt
              ? t('overview.checked', { when: f.moment(auditedAt) })
              : t('overview.unchecked')
          }
          {...(auditedAt && {
            value:
              violations > 0
                ? t('overview.ledgerBad', { count: violations })
                : t('overview.ledgerOk'),
          })}
        />
      </Rows>
    </section>
  );
}
