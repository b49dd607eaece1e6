import ArrowUp from 'lucide-react/icons/arrow-up';
import Plus from 'lucide-react/icons/plus';
import Trash2 from 'lucide-react/icons/trash-2';
import {
  type AspectRatio,
  aspectRatios,
  formatsOf,
  type OperationCode,
} from '../../../../shared/catalog/operations.ts';
import { generationProviders } from '../../../../shared/closedSets.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { Field, Help } from '../../../ui/Field.tsx';
import { bareOf } from './drafts.ts';
import type { FieldInputProps } from './fieldProps.ts';
import { useRecordText } from './texts.ts';
import { useIssueText } from './useIssueText.ts';
import { useValueText } from './useValueText.ts';

interface Entry {
  provider: string;
  model: string;
  formats?: readonly AspectRatio[];
}

/** The providers of a model, in the order of preference. */
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
  const usual = formatsOf((drafts.operation || 'upscale') as OperationCode);
  const change = (at: number, more: Partial<Entry>) =>
    onChange(entries.map((entry, place) => (place === at ? { ...entry, ...more } : entry)));
  return (
    <fieldset className="stack admin-providers" disabled={disabled}>
      <legend className="label">{label}</legend>
      {entries.map((entry, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place in the order
        <div key={at} className="admin-provider">
          <div className="field admin-select">
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
          </div>
          <Field
            label={`${t('providerModel')} ${at + 1}`}
            placeholder={t('providerModel')}
            maxLength={100}
            value={entry.model}
            trailing={<span />}
            onChange={(model) => change(at, { model: bareOf(model) })}
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
          <Formats
            label={`${t('formats')} ${at + 1}`}
            usual={usual}
            chosen={entry.formats}
            onChange={(formats) => change(at, { formats })}
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

interface FormatsProps {
  label: string;
  /** The default proportions of a model; none where they follow the picture. */
  usual: readonly AspectRatio[];
  chosen: readonly AspectRatio[] | undefined;
  onChange: (formats: AspectRatio[]) => void;
}

/** The proportions that this provider's model supports: at least one. */
function Formats({ label, usual, chosen = usual, onChange }: FormatsProps) {
  if (usual.length === 0) {
    return null;
  }
  return (
    <fieldset className="admin-formats" aria-label={label}>
      {aspectRatios.map((format) => (
        <button
          key={format}
          type="button"
          className={cx('chip', chosen.includes(format) && 'on')}
          aria-pressed={chosen.includes(format)}
          onClick={() => {
            const next = aspectRatios.filter((one) =>
              one === format ? !chosen.includes(one) : chosen.includes(one),
            );
            if (next.length > 0) {
              onChange(next);
            }
          }}
        >
          {format}
        </button>
      ))}
    </fieldset>
  );
}
