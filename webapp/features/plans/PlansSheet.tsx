import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PlanState } from '../../../shared/schemas/me.ts';
import { useTRPC } from '../../api/client.ts';
import { useOnline } from '../../api/online.ts';
import type { PayMethod } from '../../domain/coins/methods.ts';
import { rich } from '../../i18n/rich.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { MainAction } from '../../ui/BottomActions.tsx';
import { RadioGroup } from '../../ui/Choice.tsx';
import { Note } from '../../ui/Note.tsx';
import { useSheet } from '../../ui/navigation/sheets.ts';
import { QueryError } from '../../ui/QueryError.tsx';
import { Row, Rows } from '../../ui/Row.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import {
  CheckoutErrors,
  CheckoutSheet,
  MethodTile,
  useCheckout,
  useMethods,
  useQuotes,
} from '../checkout/index.ts';
import { CurrentPlan } from './CurrentPlan.tsx';
import { PlanCard } from './PlanCard.tsx';
import type { PlanTermsSheetProps } from './PlanTermsSheet.tsx';
import { type Plan, priceOf, renewsBy, savingOf } from './planMessages.ts';

/** Plans on sale, and the active one. */
export function PlansSheet() {
  const t = useText('plans');
  const trpc = useTRPC();
  const online = useOnline();
  const f = useFormat();
  const list = useQuery(trpc.plans.list.queryOptions());
  const { methods, method, setMethod } = useMethods();
  const [chosen, setChosen] = useState<string | null>(null);
  const checkout = useCheckout();

  const current = list.data?.current ?? null;
  // A plan that renews can't be bought a second time.
  const onSale = (list.data?.plans ?? []).filter(
    (plan) => priceOf(plan, method) !== null && !(current?.renews && plan.renews),
  );
  // A person who opened their plan buys another one only by choosing it.
  const first = current ? undefined : firstChoice(onSale);
  const resume = resuming(current, onSale, method, setChosen);
  const plan = onSale.find(({ code }) => code === chosen) ?? first;
  const item = plan ? ({ type: 'plan', code: plan.code } as const) : null;
  const quotes = useQuotes(item, methods, null);
  const price = (one: Plan) => {
    const amount = priceOf(one, method) ?? 0;
    return method?.currency === 'RUB' ? f.roubles(amount) : f.starsInWords(amount);
  };
  const buy = (by: PayMethod | undefined) => {
    if (item && by) {
      setMethod(by);
      void checkout.pay({ item, method: by });
    }
  };
  const renews = renewsBy(plan, method);
  const begin = useBegin(plan, current, renews);
  return (
    <CheckoutSheet
      checkout={checkout}
      title={t(current ? 'manageTitle' : 'title')}
      methods={methods}
      quoteOf={quotes.of}
      onRetry={buy}
    >
      <div className="stack">
        {current && <CurrentPlan plan={current} onResume={resume} />}
        {list.error && <QueryError error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <PlansSkeleton />}
        {current && onSale.length > 0 && (
          <h3 className="h3">{t(titleOfOffers(onSale, current))}</h3>
        )}
        {list.data && onSale.length === 0 && !current && <Note>{t('empty')}</Note>}
        <RadioGroup label={t('title')} className="plan-cards">
          {onSale.map((one) => (
            <PlanCard
              key={one.code}
              plan={one}
              price={price(one)}
              renews={renewsBy(one, method)}
              saving={savingOf(one, list.data?.plans ?? [], method)}
              begin={begin}
              on={one.code === plan?.code}
              onChoose={() => setChosen(one.code)}
            />
          ))}
        </RadioGroup>
        {onSale.length > 0 && <MethodLine {...{ methods, method, setMethod }} />}
        <CheckoutErrors quotes={quotes} checkout={checkout} />
        {plan && (
          <>
            <Terms plan={plan} renews={renews} price={price(plan)} />
            <MainAction
              text={t(plan.kind === 'CREDITS' ? 'buy' : 'subscribe', { amount: price(plan) })}
              onClick={() => buy(method)}
              enabled={online && method !== undefined}
              progress={checkout.busy}
            />
          </>
        )}
      </div>
    </CheckoutSheet>
  );
}

/** Only plans of another kind, or the active one as well. */
function titleOfOffers(onSale: readonly Plan[], current: PlanState) {
  return onSale.some(({ code }) => code === current.code) ? 'manage.more' : 'manage.other';
}

/** When days that are bought now begin, if others run first; null where they begin at once. */
function useBegin(plan: Plan | undefined, current: PlanState | null, renews: boolean) {
  const t = useText('plans');
  const f = useFormat();
  const runsUntil = current?.next?.endsAt ?? current?.endsAt;
  if (!plan || plan.kind === 'CREDITS' || !runsUntil) {
    return null;
  }
  const key = renews ? 'beginsAndRenews' : current?.renews ? 'beginsAfterRenewing' : 'begins';
  // A subscription's periods run from its first charge, whatever it waits for.
  const next = new Date(Date.now() + (plan.days ?? 0) * 86_400_000).toISOString();
  return t(key, { date: f.date(runsUntil), next: f.date(next) });
}

/** Whether it renews, and the terms. Visible also where the sheet is higher than the screen. */
function Terms(props: PlanTermsSheetProps) {
  const t = useText('plans');
  const openTerms = useSheet('planTerms');
  return (
    <p className="cap t2 plans-foot">
      {rich(t(props.renews ? 'renewNote' : 'onceNote'), {
        link: (text) => (
          <button type="button" className="link plans-terms" onClick={() => openTerms(props)}>
            {text}
          </button>
        ),
      })}
    </p>
  );
}

/** The chosen way to pay; a tap offers the others. A single one needs no line. */
function MethodLine({
  methods,
  method,
  setMethod,
}: Pick<ReturnType<typeof useMethods>, 'methods' | 'method' | 'setMethod'>) {
  const t = useText('topup');
  const openPicker = useSheet('picker');
  if (methods.length < 2 || !method) {
    return null;
  }
  const choose = () =>
    openPicker({
      title: t('method.label'),
      value: method.method,
      options: methods.map((one) => ({
        value: one.method,
        title: t(`method.${one.method}`),
        note: t(`method.notes.${one.method}`),
        start: <MethodTile method={one.method} />,
      })),
      onChoose: (value) => setMethod(methods.find((one) => one.method === value) ?? null),
    });
  return (
    <Rows className="methods">
      <Row
        start={<MethodTile method={method.method} />}
        title={t(`method.${method.method}`)}
        note={t(`method.notes.${method.method}`)}
        onClick={choose}
      />
    </Rows>
  );
}

/** Chooses the running plan again; null where it renews, or can't be renewed this way. */
function resuming(
  current: PlanState | null,
  onSale: readonly Plan[],
  method: PayMethod | undefined,
  choose: (code: string) => void,
): (() => void) | null {
  const same = onSale.find(({ code }) => code === current?.code);
  return same && !current?.renews && renewsBy(same, method) ? () => choose(same.code) : null;
}

/** The month first: most people take it. */
function firstChoice(plans: readonly Plan[]): Plan | undefined {
  return plans.find(({ kind }) => kind === 'MONTH') ?? plans[0];
}

function PlansSkeleton() {
  return (
    <div className="plan-cards" aria-busy="true">
      <Skeleton height={150} radius={16} />
      <Skeleton height={76} radius={16} />
      <Skeleton height={76} radius={16} />
    </div>
  );
}
