import { improvableOperations } from '../../../shared/catalog/operations.ts';
import type { CatalogOperation, Preset } from '../../../shared/schemas/generation.ts';
import { Prompt } from '../../domain/media/Prompt.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { selectionChanged } from '../../telegram/haptics.ts';
import { cx } from '../../ui/cx.ts';
import { toast } from '../../ui/toasts.ts';
import { ImprovePrompt } from './ImprovePrompt.tsx';
import { promptOf } from './order.ts';
import { type changeStudio, withInputs } from './studio.ts';
import type { Studio } from './studioState.ts';
import { styleOf, withStyle } from './styles.ts';

/** Operations that take a prompt. */
const worded = ['create', 'video', 'edit', 'merge', 'retouch', 'add_text'] as const;

export interface PromptPartProps {
  operation: CatalogOperation;
  studio: Studio;
  presets: readonly Preset[];
  max: number;
  /** Whether prompts can be improved. */
  improves: boolean;
  change: typeof changeStudio;
}

/** The prompt with templates and styles below; a refused prompt shows why until it is changed. */
export function PromptPart(props: PromptPartProps) {
  const { operation, studio, presets, max, improves, change } = props;
  const t = useText('create');
  const { language } = useFormat();
  const code = worded.find((one) => one === operation.code);
  if (!code || operation.prompt === 'none') {
    return null;
  }
  const value = promptOf(studio, operation);
  const write = (text: string) =>
    change({ inputs: withInputs(code, { prompt: text }), refused: null });
  const own = presets.filter((preset) => preset.operation === code);
  const templates = own.filter(({ kind }) => kind === 'template');
  const styles = own.filter(({ kind }) => kind === 'style');
  const chosen = styleOf(value, styles);
  const known = (text: string) =>
    templates.some((one) => one.text.ru === text || one.text.en === text);
  const choose = (template: Preset) => {
    selectionChanged();
    const bare = withStyle(value, null, styles, language);
    write(withStyle(template.text[language], chosen, styles, language));
    if (bare.trim() !== '' && !known(bare)) {
      toast(t('replaced'), {
        action: { text: t('common:actions.undo'), onClick: () => write(value) },
      });
    }
  };
  const dress = (style: Preset) => {
    const text = withStyle(value, style === chosen ? null : style, styles, language);
    if (text.length <= max) {
      selectionChanged();
      write(text);
    }
  };
  const improvable = improves && improvableOperations.find((one) => one === code);
  const withChosen = (text: string) => {
    const dressed = withStyle(text, chosen, styles, language);
    return dressed.length <= max ? dressed : text;
  };
  return (
    <div className="pad stack prompt-part">
      <Prompt
        label={t(`prompts.${code}.label`)}
        placeholder={t(`prompts.${code}.placeholder`)}
        value={value}
        onChange={write}
        max={max}
        action={
          improvable && (
            <ImprovePrompt
              // An answer for another operation is dropped.
              key={improvable}
              operation={improvable}
              value={value}
              bare={withStyle(value, null, styles, language)}
              dress={withChosen}
              write={write}
            />
          )
        }
        refused={studio.refused}
      />
      <Presets label={t('ideasLabel')} presets={templates} onChoose={choose} />
      <Presets label={t('stylesLabel')} presets={styles} chosen={chosen} onChoose={dress} />
    </div>
  );
}

interface PresetsProps {
  label: string;
  presets: readonly Preset[];
  /** The one that is switched on. */
  chosen?: Preset | null;
  onChoose: (preset: Preset) => void;
}

function Presets({ label, presets, chosen, onChoose }: PresetsProps) {
  const { language } = useFormat();
  if (presets.length === 0) {
    return null;
  }
  return (
    <fieldset className={cx('ex hscroll', chosen !== undefined && 'styles')} aria-label={label}>
      {presets.map((preset) => (
        <button
          key={preset.code}
          type="button"
          aria-pressed={chosen === undefined ? undefined : preset === chosen}
          className={cx(preset === chosen && 'on')}
          onClick={() => onChoose(preset)}
        >
          {preset.name[language]}
        </button>
      ))}
    </fieldset>
  );
}
