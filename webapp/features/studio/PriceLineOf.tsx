import Sparkles from 'lucide-react/icons/sparkles';
import type { GenerationQuote, Maker } from '../../../shared/schemas/generation.ts';
import type { PaidWith } from '../../../shared/schemas/primitives.ts';
import { useMe } from '../../api/useMe.ts';
import { PriceLine } from '../../domain/coins/PriceLine.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Icon } from '../../ui/Icon.tsx';

/** Who makes the work, who pays for it, and what will be left. */
export function PriceLineOf({ quote }: { quote: GenerationQuote }) {
  return (
    <>
      {quote.madeBy && <MakerLine maker={quote.madeBy} />}
      {quote.enlarged?.isCapped && <SizeLine size={quote.enlarged} />}
      {(quote.several?.parts.length ?? 1) > 1 && quote.paidWith !== null ? (
        <PartsLine quote={quote} />
      ) : (
        <PayerLine quote={quote} />
      )}
    </>
  );
}

/** An upscale is limited by the longest allowed side. */
function SizeLine({ size }: { size: NonNullable<GenerationQuote['enlarged']> }) {
  const t = useText('create');
  return (
    <div className="pays">
      <Icon icon={Sparkles} size={18} className="link" />
      <span>{t('enlargedTo', { size: `${size.width} × ${size.height}` })}</span>
    </div>
  );
}

/** Another model, or the built-in artist, makes the work instead of the chosen one. */
function MakerLine({ maker }: { maker: Maker }) {
  const t = useText('create');
  return (
    <div className="pays">
      <Icon icon={Sparkles} size={18} className="link" />
      <span>
        {maker.standIn ? t('maker.standInNote') : t('maker.otherNote', { model: maker.modelName })}
      </span>
    </div>
  );
}

/** Several payers of one order: who pays for how many, and what is left of the coins. */
function PartsLine({ quote: { paidWith, several } }: { quote: GenerationQuote }) {
  const t = useText('create');
  const f = useFormat();
  const parts = several?.parts ?? [];
  const coins = parts.find((part) => part.paidWith === 'coins');
  const words = parts.map(({ paidWith: payer, count }) =>
    t(`pays.parts.${payer ?? 'coins'}`, { count: f.number(count) }),
  );
  return (
    <PriceLine
      payer={paidWith}
      text={words.join(' + ')}
      left={
        coins && (
          <>
            {f.coins(coins.before ?? 0)} → <b>{f.coins(coins.after ?? 0)}</b>
          </>
        )
      }
    />
  );
}

/** Who pays for the order, and what will be left; red when nothing covers it. */
function PayerLine({ quote }: { quote: GenerationQuote }) {
  const t = useText('create');
  const f = useFormat();
  const me = useMe();
  const { paidWith, before, after, missing } = quote;
  const left = after === null ? null : t('pays.left', { count: f.number(after) });
  switch (paidWith) {
    case null:
      return (
        <PriceLine
          payer={null}
          text={t('pays.short', { coins: f.coinsInWords(missing, 'genitive') })}
          left={
            <>
              {t('pays.balance')} <b>{f.coins(before ?? 0)}</b>
            </>
          }
        />
      );
    case 'coins':
      return (
        <PriceLine
          payer="coins"
          text={t('pays.coins')}
          left={
            <>
              {f.coins(before ?? 0)} → <b>{f.coins(after ?? 0)}</b>
            </>
          }
        />
      );
    case 'free':
      return <PriceLine payer="free" text={t('pays.free')} left={t('pays.noLimit')} />;
    case 'free_access': {
      const until = me?.freeAccess?.until;
      const date = until ? t('pays.until', { date: f.date(until) }) : t('pays.noLimit');
      return <PriceLine payer="free_access" text={t('pays.freeAccess')} left={date} />;
    }
    case 'plan': {
      const name = me?.plan?.kind === 'YEAR' ? 'pays.planYear' : 'pays.planMonth';
      return <PriceLine payer="plan" text={t(name)} left={left ?? t('pays.noLimit')} />;
    }
    case 'free_operations':
      return <PriceLine payer="free_operations" text={t('pays.freeOperation')} left={left} />;
    case 'credits':
      return <PriceLine payer="credits" text={t('pays.credits')} left={left} />;
  }
}

/** The maker that the person was shown, sent with the order. */
export function quotedMaker({ madeBy }: GenerationQuote) {
  return { madeBy: madeBy && { model: madeBy.model, standIn: madeBy.standIn } };
}

/** The total price of the order in coins, hundredths: what the balance has to cover. */
export function coinsOf({ several, price }: GenerationQuote): number {
  return several?.coins ?? price;
}

/** The price on the button; of several payers the one that costs most. */
export function buttonPrice(quote: GenerationQuote) {
  const { paidWith, price, several } = quote;
  if (several && paidWith !== null) {
    const countOf = (payer: PaidWith) =>
      several.parts.find((part) => part.paidWith === payer)?.count ?? 0;
    const credits = countOf('credits');
    if (several.coins > 0 && countOf('coins') > 0) {
      return { coins: several.coins };
    }
    return credits > 0 ? { credits } : countOf('plan') > 0 ? ('plan' as const) : ('free' as const);
  }
  switch (paidWith) {
    case null:
      return null;
    case 'coins':
      return { coins: price };
    case 'credits':
      return { credits: 1 };
    case 'plan':
      return 'plan' as const;
    case 'free':
    case 'free_access':
    case 'free_operations':
      return 'free' as const;
  }
}
