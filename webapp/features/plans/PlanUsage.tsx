import type { ReactNode } from 'react';
import type { PlanState } from '../../../shared/schemas/me.ts';
import { useText } from '../../i18n/useText.ts';
import { Card } from '../../ui/Card.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { Tag } from '../../ui/Tag.tsx';
import './plans.css';
import { usePlanText } from './planMessages.ts';

/** The active plan: how much of today's allowance is used, and when it renews or ends. */
export function PlanUsage({
  plan,
  action,
  children,
}: {
  plan: PlanState;
  /** Right of the name. */
  action?: ReactNode;
  children?: ReactNode;
}) {
  const t = useText('plans');
  const planText = usePlanText();
  const used = planText.used(plan);
  const later = [planText.paidUntil(plan), planText.following(plan)].filter(
    (line) => line !== null,
  );
  const share = plan.dailyOperations ? plan.usedToday / plan.dailyOperations : 0;
  return (
    <Card label={t('plan')}>
      <div className="flex between g8">
        <div className="flex g8 plan-name">
          <h2 className="h3">{t('quoted', { name: t(`kinds.${plan.kind}`) })}</h2>
          <Tag kind="ok">{t('active')}</Tag>
        </div>
        {action}
      </div>
      {plan.dailyOperations !== null && (
        <ProgressBar className="plan-bar" value={share} label={used} />
      )}
      <div className="flex between g8 sub t2 num plan-facts">
        <span>{used}</span>
        <span>{planText.end(plan)}</span>
      </div>
      {later.map((line) => (
        <p className="sub t2 plan-following" key={line}>
          {line}
        </p>
      ))}
      {children}
    </Card>
  );
}
