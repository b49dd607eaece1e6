import { useId } from 'react';
import { cx } from '../../../ui/cx.ts';
import { Help } from '../../../ui/Field.tsx';
import type { FieldInputProps } from './fieldProps.ts';
import { useRecordText } from './texts.ts';
import { useIssueText } from './useIssueText.ts';
import { useValueText } from './useValueText.ts';

export interface ChoiceInputProps extends FieldInputProps {
  of: readonly string[];
  /** Names of the options that have none of their own. */
  nameOf?: (value: string) => string;
}

/** A native select. */
export function ChoiceInput(props: ChoiceInputProps) {
  const { field, label, drafts, name, issue, disabled, of, nameOf, onChange } = props;
  const t = useRecordText();
  const id = useId();
  const words = useValueText();
  const text = useIssueText()(issue, field, drafts);
  return (
    <div>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <div className={cx('field admin-select', text && 'err')}>
        <select
          id={id}
          className="admin-choose"
          value={String(drafts[name] ?? '')}
          disabled={disabled}
          aria-invalid={text !== null || undefined}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="" disabled={!field.optional}>
            {t(field.optional ? 'none2' : 'chooseOne')}
          </option>
          {of.map((value) => (
            <option key={value} value={value}>
              {(nameOf ?? words.choice)(value)}
            </option>
          ))}
        </select>
      </div>
      {text && <Help state="error" text={text} />}
    </div>
  );
}
