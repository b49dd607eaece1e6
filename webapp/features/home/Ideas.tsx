import WandSparkles from 'lucide-react/icons/wand-sparkles';
import { useText } from '../../i18n/useText.ts';
import { Section } from '../../ui/Card.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { replace } from '../../ui/navigation/history.ts';

const ideas = ['fox', 'perfume', 'city'] as const;

/** Creating, with an own prompt or a ready idea: a tap opens the Studio. */
export function Ideas() {
  const t = useText('home');
  return (
    <Section title={t('ideas.title')} wide>
      <div className="strip hscroll ideas">
        <button type="button" className="chip on" onClick={() => void replace('/create')}>
          <Icon icon={WandSparkles} size={16} />
          {t('ideas.own')}
        </button>
        {ideas.map((idea) => (
          <button
            key={idea}
            type="button"
            className="chip"
            onClick={async () => (await import('../studio/index.ts')).startIdea(idea)}
          >
            {t(`ideas.${idea}`)}
          </button>
        ))}
      </div>
    </Section>
  );
}
