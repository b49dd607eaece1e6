import Download from 'lucide-react/icons/download';
import Heart from 'lucide-react/icons/heart';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import Send from 'lucide-react/icons/send';
import Trash2 from 'lucide-react/icons/trash-2';
import type { Media } from '../../../shared/schemas/generation.ts';
import { useText } from '../../i18n/useText.ts';
import { ActionBar, BarAction } from '../../ui/ActionBar.tsx';
import { openSheet } from '../../ui/navigation/sheets.ts';
import { toast } from '../../ui/toasts.ts';
import { useMediaActions } from './useMediaActions.ts';
import { useSendAlbum } from './useSendAlbum.ts';

export interface SelectionBarProps {
  works: readonly Media[];
  trash: boolean;
  /** Leaves the selection mode. */
  onDone: () => void;
}

/** What can be done with the chosen works. */
export function SelectionBar({ works, trash, onDone }: SelectionBarProps) {
  const t = useText('gallery');
  const actions = useMediaActions();
  const album = useSendAlbum();
  const none = works.length === 0;
  const [only] = works;
  const allFavourite = !none && works.every(({ favourite }) => favourite);

  if (trash) {
    return (
      <ActionBar icons>
        <BarAction
          icon={RotateCcw}
          text={t('restore')}
          disabled={none}
          onClick={() => {
            void actions
              .restore(works)
              .then((done) => done && toast(t('restored', { count: works.length })));
            onDone();
          }}
        />
        <BarAction
          icon={Trash2}
          text={t('purge')}
          danger
          disabled={none}
          onClick={async () => {
            if (await actions.purgeThese(works)) {
              onDone();
            }
          }}
        />
      </ActionBar>
    );
  }
  return (
    <ActionBar icons>
      <BarAction
        icon={Download}
        text={t('download')}
        disabled={none}
        onClick={async () => {
          if (await actions.download(works)) {
            toast(t('saved'));
          }
        }}
      />
      <BarAction
        icon={Heart}
        text={t(allFavourite ? 'unfavourite' : 'favourite')}
        on={allFavourite}
        disabled={none}
        onClick={() => {
          void actions.setFavourite(works, !allFavourite);
          onDone();
        }}
      />
      <BarAction
        icon={Send}
        text={t('send')}
        disabled={none || album.busy}
        onClick={async () => {
          if (only && works.length === 1) {
            openSheet('share', { media: only });
          } else if (await album.sendAlbum(works)) {
            onDone();
          }
        }}
      />
      <BarAction
        icon={Trash2}
        text={t('deleteAction')}
        danger
        disabled={none}
        onClick={async () => {
          if (await actions.askToTrash(works)) {
            void actions.trash(works);
            onDone();
          }
        }}
      />
    </ActionBar>
  );
}
