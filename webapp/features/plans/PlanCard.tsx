import CalendarClock from 'lucide-react/icons/calendar-clock';
import Check from 'lucide-react/icons/check';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { RadioMark, radioProps } from '../../ui/Choice.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Tag } from '../../ui/Tag.tsx';
import './plans.css';
import { type Plan, usePlanText } from './planMessages.ts';

export interface PlanCardProps {
  plan: Plan;
  /** In words, with its currency. */
  price: string;
  renews: boolean;
  /** Per cent saved; 0 for none. */
  saving: number;
  /** When it begins, if not at once; said when it is chosen. */
  begin: string | null;
  on: boolean;
  onChoose: () => void;
}

/** A plan on sale; what it gives unfolds when it is chosen. */
export function PlanCard({ plan, price, renews, saving, begin, on, onChoose }: PlanCardProps) {
  const t = useText('plans');
  const f = useFormat();
  const planText = usePlanText();
  return (
    <button {...radioProps(on, onChoose)} className={cx('card plan-card', on && 'on')}>
      <span className="flex g12">
        <span className="grow">
          <span className="flex g8">
            <b className="h3">{t(`kinds.${plan.kind}`)}</b>
            {saving > 0 && <Tag kind="solid">{f.discount(saving)}</Tag>}
          </span>
          <span className="sub t2 about">{planText.about(plan, renews)}</span>
        </span>
        <b className="h3 num">{price}</b>
        <RadioMark on={on} />
      </span>
      {on && (
        <span className="points">
          {begin && (
            <span className="flex g8 sub begin">
              <Icon icon={CalendarClock} size={16} />
              <span>{begin}</span>
            </span>
          )}
          {planText.points(plan, renews).map((point) => (
            <span className="flex g8 sub" key={point}>
              <Icon icon={Check} size={16} className="ok" />
              <span>{point}</span>
            </span>
          ))}
        </span>
      )}
    </button>
  );
}
