import { type ReactNode, useId } from 'react';
import {
  type Field as FieldShape,
  isLocalized,
  ruleOf,
} from '../../../../shared/records/fields.ts';
import { Switch } from '../../../ui/Choice.tsx';
import { cx } from '../../../ui/cx.ts';
import { Field, Help } from '../../../ui/Field.tsx';
import { ChoiceInput } from './ChoiceInput.tsx';
import { ChoicesInput } from './ChoicesInput.tsx';
import { type Drafts, fromDraft } from './drafts.ts';
import type { FieldInputProps } from './fieldProps.ts';
import { ProvidersInput } from './ProvidersInput.tsx';
import { RecordChoice } from './RecordChoice.tsx';
import { useRecordText } from './texts.ts';
import { useIssueText } from './useIssueText.ts';
import { useValueText } from './useValueText.ts';

/** The control of one field, with its error below. */
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
    case 'text':
      return field.long ? <LongInput {...props} field={field} /> : <TextInput {...props} />;
    default:
      return <TextInput {...props} />;
  }
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
  const unitWord = useUnitWord()(field, draft(drafts, name), drafts);
  return (
    <Field
      label={label}
      showLabel
      type={field.type === 'time' ? 'datetime-local' : 'text'}
      autoCapitalize={field.type === 'text' && field.form ? 'none' : undefined}
      inputMode={unit === null ? 'text' : decimal ? 'decimal' : 'numeric'}
      maxLength={field.type === 'text' ? field.max : 24}
      disabled={disabled}
      value={String(draft(drafts, name))}
      state={text ? 'error' : 'plain'}
      help={text}
      placeholder={field.optional && field.type === 'number' ? t(field.empty ?? 'noLimit') : ''}
      trailing={trailing ?? (unitWord ? <span className="t2 sub">{unitWord}</span> : <span />)}
      onChange={onChange}
    />
  );
}

/** The unit after the typed number; in the plural while there is none. */
function useUnitWord() {
  const words = useValueText();
  return (field: FieldShape, typed: unknown, drafts: Drafts): string => {
    if (field.type !== 'number') {
      return '';
    }
    const value = Number(fromDraft(field, typed, drafts) ?? 0);
    return words.unitAfter(Number.isNaN(value) ? 0 : value, ruleOf(field, drafts).unit);
  };
}

function LongInput(props: FieldInputProps & { field: FieldShape & { type: 'text' } }) {
  const { field, label, drafts, name, issue, disabled, onChange } = props;
  const text = useIssueText()(issue, field, drafts);
  return (
    <div>
      <LanguageInput
        label={label}
        long
        max={field.max}
        wrong={text !== null}
        disabled={disabled}
        value={String(draft(drafts, name))}
        onChange={onChange}
      />
      {text && <Help state="error" text={text} />}
    </div>
  );
}

const draft = (drafts: Drafts, name: string) => drafts[name] ?? '';

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
          dir="auto"
          rows={2}
          maxLength={max}
          disabled={disabled}
          aria-invalid={wrong || undefined}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
    </div>
  );
}
