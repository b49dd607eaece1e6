import Check from 'lucide-react/icons/check';
import LoaderCircle from 'lucide-react/icons/loader-circle';
import X from 'lucide-react/icons/x';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { Icon, type IconType } from './Icon.tsx';
import './steps.css';

export interface Step {
  text: string;
  /** Right of it: an amount, a time. */
  value?: ReactNode;
  state: 'done' | 'now' | 'next' | 'bad';
  /** For a step that has not begun. */
  icon?: IconType;
}

/** Steps that are done, running, and to come. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className="steps">
      {steps.map((step) => (
        <li
          key={step.text}
          className={cx(step.state !== 'next' && step.state)}
          aria-current={step.state === 'now' ? 'step' : undefined}
        >
          <span className="dotc">
            <StepIcon step={step} />
          </span>
          <span className="grow">{step.text}</span>
          {step.value && <span className="sub t2 num">{step.value}</span>}
        </li>
      ))}
    </ol>
  );
}

function StepIcon({ step }: { step: Step }) {
  switch (step.state) {
    case 'done':
      return <Icon icon={Check} size={14} />;
    case 'now':
      return <Icon icon={LoaderCircle} size={14} className="spin" />;
    case 'bad':
      return <Icon icon={X} size={14} />;
    case 'next':
      return step.icon ? <Icon icon={step.icon} size={14} /> : null;
  }
}
