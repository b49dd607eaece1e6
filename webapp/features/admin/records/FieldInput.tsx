import { type ReactNode, useId } from 'react';
import {
  type FieldIssue,
  type Field as FieldShape,
  isLocalized,
  ruleOf,
} from '../../../../shared/records/fields.ts';
import { Switch } from '../../../ui/Choice.tsx';
import { cx } from '../../../ui/cx.ts';
import { Field, Help } from '../../../ui/Field.tsx';
import { ChoicesInput } from './ChoicesInput.tsx';
import type { Drafts } from './drafts.ts';
import { ProvidersInput } from './ProvidersInput.tsx';
import { RecordChoice } from './RecordChoice.tsx';
import { useRecordText } from './texts.ts';
import { useValueText } from './useValueText.ts';

export interface FieldInputProps {
  name: string;
  label: string;
  field: FieldShape;
  drafts: Drafts;
  issue: FieldIssue | undefined;
  disabled: boolean;
  /** After a text: a button. */
  trailing?: ReactNode;
  onChange: (draft: unknown) => void;
}

/** The control of one field, with what is wrong with it under it. */
export function FieldInput(props: FieldInputProps) {
  const { field, label, drafts, name, disabled, onChange } = props;
  const draft = drafts[name];
  switch (field.type) {
    case 'flag':
      return (
        <Labelled {...props}>
          <Switch label={label} on={draft === true} disabled={disabled} onChange={onChange} />
        </Labelled>
      );
    case 'choice':
      return <ChoiceInput {...props} of={field.of} />;
    case 'choices':
      return <ChoicesInput {...props} of={field.of} />;
    case 'record':
      return <RecordChoice {...props} />;
    case 'localized':
      return <LocalizedInput {...props} field={field} />;
    case 'providers':
      return <ProvidersInput {...props} />;
    default:
      return <TextInput {...props} />;
  }
}

/** A sentence for what is wrong. */
export function useIssueText() {
  const t = useRecordText();
  const words = useValueText();
  return (issue: FieldIssue | undefined, field: FieldShape, drafts: Drafts): string | null => {
    if (!issue) {
      return null;
    }
    const limit = issue.limit ?? 0;
    const unit = field.type === 'number' ? ruleOf(field, drafts).unit : 'pieces';
    return t(`problems.${issue.problem}`, { limit: words.amount(limit, unit) });
  };
}

function Labelled({
  label,
  issue,
  field,
  drafts,
  children,
}: FieldInputProps & { children: ReactNode }) {
  const text = useIssueText()(issue, field, drafts);
  return (
    <div>
      <div className="admin-flag">
        <span>{label}</span>
        {children}
      </div>
      {text && <Help state="error" text={text} />}
    </div>
  );
}

function TextInput({
  field,
  label,
  drafts,
  name,
  issue,
  disabled,
  trailing,
  onChange,
}: FieldInputProps) {
  const t = useRecordText();
  const text = useIssueText()(issue, field, drafts);
  const unit = field.type === 'number' ? ruleOf(field, drafts).unit : null;
  const decimal = unit === 'coins' || unit === 'roubles';
  const unitWord = unit === null ? '' : t(`units.${unit}`);
  return (
    <Field
      label={label}
      showLabel
      type={field.type === 'time' ? 'datetime-local' : 'text'}
      inputMode={unit === null ? 'text' : decimal ? 'decimal' : 'numeric'}
      maxLength={field.type === 'text' ? field.max : 24}
      disabled={disabled}
      value={String(draft(drafts, name))}
      state={text ? 'error' : 'plain'}
      help={text}
      placeholder={field.optional ? t('noLimit') : ''}
      trailing={trailing ?? (unitWord ? <span className="t2 sub">{unitWord}</span> : <span />)}
      onChange={onChange}
    />
  );
}

const draft = (drafts: Drafts, name: string) => drafts[name] ?? '';

export interface ChoiceInputProps extends FieldInputProps {
  of: readonly string[];
  /** Names of the choices, where they have none of their own. */
  nameOf?: (value: string) => string;
}

/** One of a list, by the device's own picker. */
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
          value={String(draft(drafts, name))}
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

function LocalizedInput(props: FieldInputProps & { field: FieldShape & { type: 'localized' } }) {
  const { field, label, drafts, name, issue, disabled, onChange } = props;
  const t = useRecordText();
  const text = useIssueText()(issue, field, drafts);
  const value = drafts[name];
  const both = isLocalized(value) ? value : { ru: '', en: '' };
  return (
    <div className="stack">
      {(['ru', 'en'] as const).map((language) => (
        <LanguageInput
          key={language}
          label={`${label} ${t(`languages.${language}`)}`}
          long={field.long === true}
          max={field.max}
          wrong={text !== null && (language === 'en' || both.ru.trim() === '')}
          disabled={disabled}
          value={both[language]}
          onChange={(typed) => onChange({ ...both, [language]: typed })}
        />
      ))}
      {text && <Help state="error" text={text} />}
    </div>
  );
}

interface LanguageInputProps {
  label: string;
  long: boolean;
  max: number;
  wrong: boolean;
  disabled: boolean;
  value: string;
  onChange: (value: string) => void;
}

function LanguageInput({ label, long, max, wrong, disabled, value, onChange }: LanguageInputProps) {
  const id = useId();
  if (!long) {
    return (
      <Field
        label={label}
        showLabel
        maxLength={max}
        disabled={disabled}
        value={value}
        state={wrong ? 'error' : 'plain'}
        trailing={<span />}
        onChange={onChange}
      />
    );
  }
  return (
    <div>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <div className={cx('field', wrong && 'err')}>
        <textarea
          id={id}
          rows={2}
          maxLength={max}
          disabled={disabled}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
    </div>
  );
}
