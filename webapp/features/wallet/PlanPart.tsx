import { useQuery } from '@tanstack/react-query';
import CalendarDays from 'lucide-react/icons/calendar-days';
import Gift from 'lucide-react/icons/gift';
import GraduationCap from 'lucide-react/icons/graduation-cap';
import KeyRound from 'lucide-react/icons/key-round';
import Layers from 'lucide-react/icons/layers';
import type { WalletOutput } from '../../../shared/schemas/wallet.ts';
import { useTRPC } from '../../api/client.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import type { IconType } from '../../ui/Icon.tsx';
import { useSheet } from '../../ui/navigation/sheets.ts';
import { Row, Rows } from '../../ui/Row.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { PlanUsage } from '../plans/index.ts';

/** The plan, or a link to the plans, and what else pays before coins. */
export function PlanPart({ wallet }: { wallet: WalletOutput }) {
  const t = useText('wallet');
  const openPlans = useSheet('plans');
  const { plan } = wallet;
  if (plan) {
    return (
      <PlanUsage
        plan={plan}
        action={
          <button type="button" className="plan-manage" onClick={() => openPlans({})}>
            {t('plan.manage')}
          </button>
        }
      >
        <Covers wallet={wallet} className="wallet-covers" />
      </PlanUsage>
    );
  }
  return (
    <>
      <NoPlan />
      <Covers wallet={wallet} />
    </>
  );
}

function NoPlan() {
  const t = useText('wallet');
  const f = useFormat();
  const trpc = useTRPC();
  const openPlans = useSheet('plans');
  const { data } = useQuery(trpc.plans.list.queryOptions());
  const month = data?.plans.find(({ kind }) => kind === 'MONTH');
  const price =
    month &&
    (month.roubles === null ? f.starsInWords(month.stars, 'genitive') : f.roubles(month.roubles));
  return (
    <Rows>
      <Row
        start={<Tile icon={CalendarDays} kind="act" />}
        title={t('plan.none')}
        note={price ? t('plan.from', { price }) : t('plan.look')}
        onClick={() => openPlans({})}
      />
    </Rows>
  );
}

/** Free access, free operations, credits and trainings that the person has. */
function Covers({ wallet, className }: { wallet: WalletOutput; className?: string }) {
  const t = useText('wallet');
  const f = useFormat();
  const { balance, freeAccess } = wallet;
  const chips: [icon: IconType, text: string | false][] = [
    [
      KeyRound,
      freeAccess !== null &&
        (freeAccess.until
          ? t('covers.accessUntil', { date: f.shortDate(freeAccess.until) })
          : t('covers.access')),
    ],
    [Gift, balance.freeOperations > 0 && t('covers.operations', { count: balance.freeOperations })],
    [
      Layers,
      balance.credits > 0 &&
        t('covers.credits', {
          left: f.counted(balance.credits, 'credit'),
          total: f.number(Math.max(wallet.creditsTotal, balance.credits)),
        }),
    ],
    [
      GraduationCap,
      balance.freeTrainings > 0 && t('covers.trainings', { count: balance.freeTrainings }),
    ],
  ];
  const shown = chips.filter(([, text]) => text);
  return (
    shown.length > 0 && (
      <div className={`flex g8 covers ${className ?? ''}`}>
        {shown.map(([icon, text]) => (
          <Tag key={String(text)} icon={icon}>
            {text}
          </Tag>
        ))}
      </div>
    )
  );
}
