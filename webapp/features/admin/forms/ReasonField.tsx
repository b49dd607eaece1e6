import ChevronDown from 'lucide-react/icons/chevron-down';
import { Field } from '../../../ui/Field.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { useAdminText } from '../texts/useAdminText.ts';

/** The maximum length in the audit log. */
const LONGEST = 300;

export interface ReasonFieldProps {
  label: string;
  /** Predefined reasons; any other can be typed. */
  ready: readonly string[];
  value: string;
  onChange: (value: string) => void;
}

/** The reason of the action: a predefined one, or free text. */
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
