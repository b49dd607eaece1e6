import { Switch } from '../../../ui/Choice.tsx';
import { Help } from '../../../ui/Field.tsx';
import type { FieldInputProps } from './fieldProps.ts';
import { useIssueText } from './useIssueText.ts';

/** A multiple choice: a switch for each option. */
export function ChoicesInput(props: FieldInputProps & { of: readonly string[] }) {
  const { field, label, drafts, name, issue, disabled, of, onChange } = props;
  const text = useIssueText()(issue, field, drafts);
  const chosen = (drafts[name] ?? []) as readonly string[];
  return (
    <fieldset className="admin-providers">
      <legend className="label">{label}</legend>
      {of.map((one) => (
        <div key={one} className="admin-flag">
          <span>{one}</span>
          <Switch
            label={`${label}: ${one}`}
            on={chosen.includes(one)}
            disabled={disabled}
            onChange={(on) =>
              onChange(of.filter((other) => (other === one ? on : chosen.includes(other))))
            }
          />
        </div>
      ))}
      {text && <Help state="error" text={text} />}
    </fieldset>
  );
}
