import type { ReactNode } from 'react';
import type { AdminUserCard } from '../../../../shared/schemas/admin.ts';
import { StarGlyph } from '../../../domain/coins/StarGlyph.tsx';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Coin } from '../../../ui/Coin.tsx';
import { useAdminText } from '../texts/useAdminText.ts';

/** The numbers that explain most questions. */
export function PersonFigures({ card }: { card: AdminUserCard }) {
  const t = useAdminText();
  const f = useFormat();
  const { balance, works } = card;
  const { paidKopecks, paidStars } = card.user;
  return (
    <div className="grid2">
      <Figure name={t('card.balance')}>
        <Coin />
        {f.coins(balance.coins)}
      </Figure>
      <Figure name={t('card.toppedUp')}>
        {paidKopecks > 0 && f.roubles(paidKopecks)}
        {paidKopecks > 0 && paidStars > 0 && <span className="t2">+</span>}
        {(paidStars > 0 || paidKopecks === 0) && (
          <span className="amt">
            <StarGlyph large />
            {f.amount(paidStars)}
          </span>
        )}
      </Figure>
      <Figure name={t('card.works')}>{f.amount(works)}</Figure>
      <Figure name={t('card.freeLeft')}>{f.amount(balance.freeOperations)}</Figure>
      {balance.credits > 0 && <Figure name={t('card.credits')}>{f.amount(balance.credits)}</Figure>}
      {balance.freeTrainings > 0 && (
        <Figure name={t('card.trainings')}>{f.amount(balance.freeTrainings)}</Figure>
      )}
    </div>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="card stat admin-stat">
      <div className="k">{name}</div>
      <div className="v">{children}</div>
    </div>
  );
}
