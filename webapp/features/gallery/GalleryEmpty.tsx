import Heart from 'lucide-react/icons/heart';
import SearchX from 'lucide-react/icons/search-x';
import Trash2 from 'lucide-react/icons/trash-2';
import WandSparkles from 'lucide-react/icons/wand-sparkles';
import { useMe } from '../../api/useMe.ts';
import dunes from '../../domain/media/art/dunes.svg';
import fox from '../../domain/media/art/fox.svg';
import leaves from '../../domain/media/art/leaves.svg';
import { useText } from '../../i18n/useText.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { replace } from '../../ui/navigation/history.ts';
import { changeStudio, withInputs } from '../studio/index.ts';
import { type GalleryView, isNarrowed } from './chosenFilters.ts';

const ideas = ['fox', 'perfume', 'city'] as const;

export interface GalleryEmptyProps {
  view: GalleryView;
  onReset: () => void;
}

/** Nothing here: the first idea, or why this filter shows nothing. */
export function GalleryEmpty({ view, onReset }: GalleryEmptyProps) {
  const t = useText('gallery');
  if (isNarrowed(view)) {
    return (
      <Empty
        icon={SearchX}
        title={t('none.filtered')}
        text={t('none.filteredText')}
        action={
          <Button kind="gray" onClick={onReset}>
            {t('reset')}
          </Button>
        }
      />
    );
  }
  switch (view.tab) {
    case 'favourites':
      return <Empty icon={Heart} title={t('none.favourites')} text={t('none.favouritesText')} />;
    case 'trash':
      return <Empty icon={Trash2} title={t('none.trash')} text={t('none.trashText')} />;
    case 'all':
    case 'images':
    case 'videos':
      return <FirstWork video={view.tab === 'videos'} />;
  }
}

/** Three samples, one button and three ready ideas. */
function FirstWork({ video }: { video: boolean }) {
  const t = useText('gallery');
  const free = useMe()?.balance.freeOperations ?? 0;
  const start = (prompt?: string) => {
    const operation = video ? 'video' : 'create';
    const inputs = prompt ? { inputs: withInputs(operation, { prompt }) } : {};
    changeStudio({ operation, ...inputs, refused: null });
    void replace('/create');
  };
  return (
    <Empty
      drawing={<Samples />}
      title={t('empty.title')}
      text={!video && free > 0 ? t('empty.textFree', { count: free }) : t('empty.text')}
      action={
        <Button icon={WandSparkles} onClick={() => start()}>
          {t('empty.action')}
        </Button>
      }
    >
      <div className="ex">
        {ideas.map((idea) => (
          <button key={idea} type="button" onClick={() => start(t(`empty.${idea}.text`))}>
            {t(`empty.${idea}.name`)}
          </button>
        ))}
      </div>
    </Empty>
  );
}

function Samples() {
  return (
    <div className="samples" aria-hidden="true">
      <img src={dunes} alt="" />
      <img src={leaves} alt="" />
      <img src={fox} alt="" />
    </div>
  );
}
