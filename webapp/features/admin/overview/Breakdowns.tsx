import type { ReactNode } from 'react';
import type { AdminOverview } from '../../../../shared/schemas/adminOverview.ts';
import { Amount } from '../../../domain/coins/Amount.tsx';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Row, Rows } from '../../../ui/Row.tsx';
import { changeOf } from './change.ts';
import { Change } from './Figures.tsx';
import { useOverviewText } from './texts.ts';

type Figure = AdminOverview['payers'];

/** Revenue, invites, promo codes, coins and works in lists, each under its heading. */
export function Breakdowns({ overview }: { overview: AdminOverview }) {
  return (
    <div className="admin-breakdowns">
      <Revenue revenue={overview.revenue} />
      <Funnel funnel={overview.funnel} />
      <Referrals referrals={overview.referrals} />
      <Promo promo={overview.promo} />
      <Coins coins={overview.coins} />
    </div>
  );
}

function Block({
  title,
  note,
  isEmpty,
  children,
}: {
  title: string;
  note?: string;
  isEmpty?: boolean;
  children: ReactNode;
}) {
  const t = useOverviewText();
  return (
    <section className="stack" aria-label={title}>
      <h3 className="sub-m">{title}</h3>
      {isEmpty ? <p className="cap t2">{t('none')}</p> : <Rows label={title}>{children}</Rows>}
      {note && <p className="cap t2">{note}</p>}
    </section>
  );
}

/** A figure with its change against the period before. */
function Compared({ figure, text }: { figure: Figure; text: string }) {
  return (
    <span className="admin-compared">
      <b className="num">{text}</b>
      <Change change={changeOf(figure)} lessIsBetter={false} />
    </span>
  );
}

function Revenue({ revenue }: Pick<AdminOverview, 'revenue'>) {
  const t = useOverviewText();
  const f = useFormat();
  return (
    <Block title={t('revenue.title')} isEmpty={revenue.length === 0}>
      {revenue.map(({ provider, currency, paid, charges, returned, before }) => (
        <Row
          key={`${provider} ${currency}`}
          title={t(`revenue.providers.${provider}`)}
          note={[
            t('revenue.note', { count: charges }),
            ...(returned > 0 ? [t('revenue.back', { sum: f.money(returned, currency) })] : []),
          ].join(' · ')}
          value={
            <Compared
              figure={{ value: paid - returned, before }}
              text={f.money(paid - returned, currency)}
            />
          }
        />
      ))}
    </Block>
  );
}

function Funnel({ funnel }: Pick<AdminOverview, 'funnel'>) {
  const t = useOverviewText();
  const f = useFormat();
  const share = (figure: Figure) =>
    funnel.launched.value === 0 ? 0 : figure.value / funnel.launched.value;
  return (
    <Block title={t('funnel.title')} note={t('funnel.note')}>
      {(['launched', 'worked', 'paid'] as const).map((step) => (
        <Row
          key={step}
          title={t(`funnel.${step}`)}
          note={
            <span className="admin-share" aria-hidden="true">
              <span style={{ width: `${Math.round(share(funnel[step]) * 100)}%` }} />
            </span>
          }
          value={
            <Compared
              figure={funnel[step]}
              text={
                step === 'launched'
                  ? f.amount(funnel[step].value)
                  : `${f.amount(funnel[step].value)} · ${f.percent(share(funnel[step]))}`
              }
            />
          }
        />
      ))}
    </Block>
  );
}

function Referrals({ referrals }: Pick<AdminOverview, 'referrals'>) {
  const t = useOverviewText();
  const f = useFormat();
  const { invited, counted, coins, paidStars, paidKopecks } = referrals;
  const money = [
    ...(paidKopecks.value > 0 ? [f.money(paidKopecks.value, 'RUB')] : []),
    ...(paidStars.value > 0 ? [f.money(paidStars.value, 'XTR')] : []),
  ];
  return (
    <Block title={t('referrals.title')}>
      <Row
        title={t('referrals.invited')}
        value={<Compared figure={invited} text={f.amount(invited.value)} />}
      />
      <Row
        title={t('referrals.counted')}
        value={<Compared figure={counted} text={f.amount(counted.value)} />}
      />
      <Row title={t('referrals.coins')} value={<Amount coins={coins.value} />} />
      <Row title={t('referrals.paid')} value={money.join(' + ') || '0'} />
    </Block>
  );
}

function Promo({ promo }: Pick<AdminOverview, 'promo'>) {
  const t = useOverviewText();
  const f = useFormat();
  return (
    <Block title={t('promo.title')} isEmpty={promo.length === 0}>
      {promo.map(({ code, uses, stars, kopecks }) => {
        const money = [
          ...(kopecks > 0 ? [f.money(kopecks, 'RUB')] : []),
          ...(stars > 0 ? [f.money(stars, 'XTR')] : []),
        ];
        return (
          <Row
            key={code}
            title={code}
            note={t('promo.uses', { count: uses })}
            value={money.join(' + ') || undefined}
          />
        );
      })}
    </Block>
  );
}

function Coins({ coins }: Pick<AdminOverview, 'coins'>) {
  const t = useOverviewText();
  return (
    <Block title={t('coins.title')} isEmpty={coins.length === 0}>
      {coins.map(({ kind, amount }) => (
        <Row key={kind} title={t(`kinds.${kind}`)} value={<Amount coins={amount} />} />
      ))}
    </Block>
  );
}
