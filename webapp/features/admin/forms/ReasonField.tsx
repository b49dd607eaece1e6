import ChevronDown from 'lucide-react/icons/chevron-down';
import { Field } from '../../../ui/Field.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { useAdminText } from '../texts/useAdminText.ts';

/** The audit log keeps no longer ones. */
const LONGEST = 300;

export interface ReasonFieldProps {
  label: string;
  /** Ready sentences; any other may be written. */
  ready: readonly string[];
  value: string;
  onChange: (value: string) => void;
}

/** Why it is done: one of the usual reasons, or one's own words. */
export function ReasonField({ label, ready, value, onChange }: ReasonFieldProps) {
  const t = useAdminText();
  return (
    <Field
      label={label}
      showLabel
      value={value}
      onChange={onChange}
      maxLength={LONGEST}
      required
      trailing={
        <span className="admin-pick">
          <Icon icon={ChevronDown} size={20} />
          <select
            aria-label={t('reason.ready')}
            value={ready.includes(value) ? value : ''}
            onChange={(event) => onChange(event.target.value)}
          >
            <option value="" disabled>
              {t('reason.ready')}
            </option>
            {ready.map((text) => (
              <option key={text}>{text}</option>
            ))}
          </select>
        </span>
      }
    />
  );
}
