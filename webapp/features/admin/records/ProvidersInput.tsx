import ArrowUp from 'lucide-react/icons/arrow-up';
import Plus from 'lucide-react/icons/plus';
import Trash2 from 'lucide-react/icons/trash-2';
import { generationProviders } from '../../../../shared/closedSets.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { Field, Help } from '../../../ui/Field.tsx';
import type { FieldInputProps } from './fieldProps.ts';
import { useRecordText } from './texts.ts';
import { useIssueText } from './useIssueText.ts';
import { useValueText } from './useValueText.ts';

interface Entry {
  provider: string;
  model: string;
}

/** Who makes what the model promises, in the order of preference. */
export function ProvidersInput({
  label,
  field,
  drafts,
  name,
  issue,
  disabled,
  onChange,
}: FieldInputProps) {
  const t = useRecordText();
  const words = useValueText();
  const text = useIssueText()(issue, field, drafts);
  const entries = (drafts[name] ?? []) as readonly Entry[];
  const change = (at: number, more: Partial<Entry>) =>
    onChange(entries.map((entry, place) => (place === at ? { ...entry, ...more } : entry)));
  return (
    <fieldset className="stack admin-providers" disabled={disabled}>
      <legend className="label">{label}</legend>
      {entries.map((entry, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place in the order
        <div key={at} className="admin-provider">
          <select
            className="admin-choose"
            aria-label={`${t('provider')} ${at + 1}`}
            value={entry.provider}
            onChange={(event) => change(at, { provider: event.target.value })}
          >
            {generationProviders.map((one) => (
              <option key={one} value={one}>
                {words.choice(one)}
              </option>
            ))}
          </select>
          <Field
            label={`${t('providerModel')} ${at + 1}`}
            maxLength={100}
            value={entry.model}
            trailing={<span />}
            onChange={(model) => change(at, { model: model.trim() })}
          />
          <IconButton
            icon={ArrowUp}
            label={t('earlier')}
            disabled={at === 0}
            onClick={() =>
              onChange([
                ...entries.slice(0, at - 1),
                entry,
                ...entries.slice(at - 1, at),
                ...entries.slice(at + 1),
              ])
            }
          />
          <IconButton
            icon={Trash2}
            label={t('removeProvider')}
            onClick={() => onChange(entries.filter((_, place) => place !== at))}
          />
        </div>
      ))}
      {text && <Help state="error" text={text} />}
      <Button
        kind="gray"
        size="sm"
        icon={Plus}
        onClick={() => onChange([...entries, { provider: 'fal', model: '' }])}
      >
        {t('addProvider')}
      </Button>
    </fieldset>
  );
}
