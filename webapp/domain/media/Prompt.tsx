import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useFormat } from '../../i18n/useFormat.ts';
import { afterFrame } from '../../ui/afterFrame.ts';
import { cx } from '../../ui/cx.ts';
import { Help } from '../../ui/Field.tsx';
import './prompt.css';

export interface PromptProps {
  label: string;
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
  max: number;
  /** Right of the counter: "Improve". */
  action?: ReactNode;
  /** Why the server refused it. */
  refused?: string | null;
}

/** As high as its text, or its placeholder. */
function fitHeight(box: HTMLTextAreaElement): void {
  // Measured in one frame: the page, which is shorter meanwhile, must not scroll.
  const top = scrollY;
  box.style.height = 'auto';
  box.style.height = `${box.scrollHeight}px`;
  if (scrollY !== top) {
    scrollTo({ top, behavior: 'instant' });
  }
}

/** The description; grows with the text, counts its characters. */
export function Prompt({ label, placeholder, value, onChange, max, action, refused }: PromptProps) {
  const f = useFormat();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const box = area.current;
    if (box && value === '') {
      // Its rows are enough for most placeholders. Measuring would lay out the page while the screen is mounted.
      box.style.height = 'auto';
      return afterFrame(() => fitHeight(box));
    }
    if (box) {
      fitHeight(box);
    }
  }, [value]);
  return (
    <div>
      <div className={cx('prompt', refused && 'err')}>
        <label className="vh" htmlFor={id}>
          {label}
        </label>
        <textarea
          ref={area}
          id={id}
          dir="auto"
          rows={3}
          maxLength={max}
          placeholder={placeholder}
          value={value}
          aria-invalid={Boolean(refused) || undefined}
          onChange={(event) => onChange(event.target.value)}
        />
        <div className="ft">
          <span className="num">
            {f.number(value.length)} / {f.amount(max)}
          </span>
          {action}
        </div>
      </div>
      {refused && <Help state="error" text={refused} />}
    </div>
  );
}
