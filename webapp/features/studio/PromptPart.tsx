import type { CatalogOperation } from '../../../shared/schemas/generation.ts';
import { Prompt } from '../../domain/media/Prompt.tsx';
import type { TextKey } from '../../i18n/types.ts';
import { useText } from '../../i18n/useText.ts';
import { selectionChanged } from '../../telegram/haptics.ts';
import { toast } from '../../ui/toasts.ts';
import { promptOf } from './order.ts';
import { type changeStudio, withInputs } from './studio.ts';
import type { Studio } from './studioState.ts';

/** Operations with words, and their ready ideas. */
const worded = ['create', 'video', 'edit', 'merge', 'retouch', 'add_text'] as const;
type Worded = (typeof worded)[number];
const ideas = ['first', 'second', 'third', 'fourth'] as const;

export interface PromptPartProps {
  operation: CatalogOperation;
  studio: Studio;
  max: number;
  change: typeof changeStudio;
}

/** The description with ideas below; a refused one says why until it is changed. */
export function PromptPart({ operation, studio, max, change }: PromptPartProps) {
  const t = useText('create');
  const code = worded.find((one) => one === operation.code);
  if (!code || operation.prompt === 'none') {
    return null;
  }
  const value = promptOf(studio, operation);
  const write = (text: string) =>
    change({ inputs: withInputs(code, { prompt: text }), refused: null });
  const choose = (idea: string, known: readonly string[]) => {
    selectionChanged();
    write(idea);
    if (value.trim() !== '' && !known.includes(value)) {
      toast(t('replaced'), {
        action: { text: t('common:actions.undo'), onClick: () => write(value) },
      });
    }
  };
  return (
    <div className="pad stack prompt-part">
      <Prompt
        label={t(`prompts.${code}.label`)}
        placeholder={t(`prompts.${code}.placeholder`)}
        value={value}
        onChange={write}
        max={max}
        refused={studio.refused}
      />
      <Ideas code={code} t={t} onChoose={choose} />
    </div>
  );
}

interface IdeasProps {
  code: Worded;
  t: (key: TextKey<'create'>) => string;
  onChoose: (text: string, known: readonly string[]) => void;
}

function Ideas({ code, t, onChoose }: IdeasProps) {
  const known = ideas.map((idea) => t(`ideas.${code}.${idea}.text`));
  return (
    <fieldset className="ex hscroll" aria-label={t('ideasLabel')}>
      {ideas.map((idea, i) => (
        <button key={idea} type="button" onClick={() => onChoose(known[i] ?? '', known)}>
          {t(`ideas.${code}.${idea}.name`)}
        </button>
      ))}
    </fieldset>
  );
}
