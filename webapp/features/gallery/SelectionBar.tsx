import Download from 'lucide-react/icons/download';
import Heart from 'lucide-react/icons/heart';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import Send from 'lucide-react/icons/send';
import Trash2 from 'lucide-react/icons/trash-2';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { ActionBar, BarAction } from '../../ui/ActionBar.tsx';
import { openSheet } from '../../ui/navigation/sheets.ts';
import { toast } from '../../ui/toasts.ts';
import type { ChosenWorks } from './chosenWorks.ts';
import { useMediaActions } from './useMediaActions.ts';
import { useSendAlbum } from './useSendAlbum.ts';

export interface SelectionBarProps {
  chosen: ChosenWorks;
  trash: boolean;
  /** Leaves the selection mode. */
  onDone: () => void;
}

/** What can be done with the chosen works. */
export function SelectionBar({ chosen, trash, onDone }: SelectionBarProps) {
  const t = useText('gallery');
  const actions = useMediaActions();
  const album = useSendAlbum();
  const f = useFormat();
  const { works, count } = chosen;
  const none = count === 0;
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
              .restore(chosen)
              .then((done) => done && toast(t('restored', { count, number: f.number(count) })));
            onDone();
          }}
        />
        <BarAction
          icon={Trash2}
          text={t('purge')}
          danger
          disabled={none}
          onClick={async () => {
            if (await actions.purgeThese(chosen)) {
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
          if (await actions.download(chosen)) {
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
          void actions.setFavourite(chosen, !allFavourite);
          onDone();
        }}
      />
      <BarAction
        icon={Send}
        text={t('send')}
        disabled={none || album.busy}
        onClick={async () => {
          if (only && count === 1) {
            openSheet('share', { media: only });
          } else if (await album.sendAlbum(chosen)) {
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
          if (await actions.askToTrash(chosen)) {
            void actions.trash(chosen);
            onDone();
          }
        }}
      />
    </ActionBar>
  );
}
