import { useText } from '../../i18n/useText.ts';
import { Facts } from '../../ui/Facts.tsx';
import { useSheet } from '../../ui/navigation/sheets.ts';
import { Row, Rows } from '../../ui/Row.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { type Plan, usePlanText } from './planMessages.ts';

export interface PlanTermsSheetProps {
  plan: Plan;
  /** In words, with its currency. */
  price: string;
  /** Whether it renews automatically. */
  renews: boolean;
}

/** The terms of a subscription: price, period, renewal, how to cancel, refunds. */
export function PlanTermsSheet({ plan, price, renews }: PlanTermsSheetProps) {
  const t = useText('plans');
  const settings = useText('settings');
  const planText = usePlanText();
  const openDocument = useSheet('document');
  const days = plan.days === null ? null : t('days', { count: plan.days });
  const about = { price, days: days ?? '' };
  const kind = plan.kind === 'CREDITS' ? 'credits' : renews ? 'renewing' : 'once';
  const sections = [
    { title: t('terms.gives'), text: planText.gives(plan) },
    { title: t('terms.renewal'), text: t(`terms.renewals.${kind}`, about) },
    ...(renews ? [{ title: t('terms.cancel'), text: t('terms.cancelText') }] : []),
    { title: t('terms.back'), text: t(`terms.backs.${kind}`) },
  ];
  return (
    <Sheet title={t('terms.title')}>
      <div className="document">
        <Facts
          items={[
            { name: t('plan'), value: t(`kinds.${plan.kind}`) },
            { name: t('terms.price'), value: price },
            { name: t('terms.period'), value: days ?? t('noEnd') },
            { name: t('terms.charged'), value: t(renews ? 'terms.byItself' : 'terms.justOnce') },
          ]}
        />
        {sections.map(({ title, text }) => (
          <section key={title}>
            <h3 className="h3">{title}</h3>
            <p>{text}</p>
          </section>
        ))}
        <Rows>
          <Row title={settings('terms')} onClick={() => openDocument({ name: 'terms' })} />
        </Rows>
      </div>
    </Sheet>
  );
}
