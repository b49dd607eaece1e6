import CirclePlus from 'lucide-react/icons/circle-plus';
import Download from 'lucide-react/icons/download';
import Heart from 'lucide-react/icons/heart';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import Send from 'lucide-react/icons/send';
import Trash2 from 'lucide-react/icons/trash-2';
import type { Media } from '../../../shared/schemas/generation.ts';
import { useText } from '../../i18n/useText.ts';
import { canShareStory } from '../../telegram/links.ts';
import { ActionBar, BarAction } from '../../ui/ActionBar.tsx';
import { openSheet } from '../../ui/navigation/sheets.ts';
import { toast } from '../../ui/toasts.ts';
import { useMediaActions } from '../gallery/index.ts';
import { useShare } from './useShare.ts';

export interface ViewerBarProps {
  media: Media;
  /** Called when the work has left this list: shows its neighbour. */
  onGone: () => void;
}

/** Five actions; in the trash, "restore". */
export function ViewerBar({ media, onGone }: ViewerBarProps) {
  const t = useText('gallery');
  const viewer = useText('viewer');
  const actions = useMediaActions();
  const share = useShare(media);
  const download = async () => {
    if (await actions.download([media])) {
      toast(t('saved'), {
        action: { text: viewer('share'), onClick: () => openSheet('share', { media }) },
      });
    }
  };
  if (media.trashedAt) {
    return (
      <ActionBar icons>
        <BarAction
          icon={RotateCcw}
          text={t('restore')}
          onClick={() => {
            onGone();
            void actions
              .restore([media])
              .then((done) => done && toast(t('restored', { count: 1 })));
          }}
        />
        <BarAction icon={Download} text={t('download')} onClick={() => void download()} />
        <BarAction
          icon={Trash2}
          text={t('purge')}
          danger
          onClick={async () => {
            if (await actions.purgeThese([media])) {
              onGone();
            }
          }}
        />
      </ActionBar>
    );
  }
  return (
    <ActionBar icons>
      <BarAction
        icon={Heart}
        text={viewer('favourite')}
        on={media.favourite}
        onClick={() => void actions.setFavourite([media], !media.favourite)}
      />
      {canShareStory() && (
        <BarAction
          icon={CirclePlus}
          text={viewer('story')}
          disabled={share.busy}
          onClick={() => void share.toStory(true)}
        />
      )}
      <BarAction icon={Send} text={t('send')} onClick={() => openSheet('share', { media })} />
      <BarAction icon={Download} text={t('download')} onClick={() => void download()} />
      <BarAction
        icon={Trash2}
        text={t('deleteAction')}
        danger
        onClick={async () => {
          if (await actions.askToTrash([media])) {
            onGone();
            void actions.trash([media]);
          }
        }}
      />
    </ActionBar>
  );
}
