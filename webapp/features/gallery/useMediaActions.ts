import { useQueryClient } from '@tanstack/react-query';
import type { Media } from '../../../shared/schemas/generation.ts';
import { errorSentence } from '../../api/appError.ts';
import { useTRPC, useTRPCClient } from '../../api/client.ts';
import { useText } from '../../i18n/useText.ts';
import { notify, selectionChanged } from '../../telegram/haptics.ts';
import { saveFile } from '../../telegram/links.ts';
import { confirm } from '../../ui/popup.ts';
import { toast } from '../../ui/toasts.ts';
import { dropMedia, placeMedia } from './galleryList.ts';

/** Most works that one call of the server takes. */
const MAX_AT_ONCE = 100;

/** What can be done with works. Shown at once, taken back when the server refuses. */
export function useMediaActions() {
  const t = useText('gallery');
  const trpc = useTRPC();
  const caller = useTRPCClient();
  const client = useQueryClient();

  const show = (works: readonly Media[]) => {
    placeMedia(works);
    for (const media of works) {
      client.setQueryData(trpc.gallery.get.queryKey({ id: media.id }), media);
    }
  };
  /** Shows the works changed, asks the server, and shows them as they were when it refuses. */
  const optimistic = async (
    works: readonly Media[],
    change: (media: Media) => Media,
    ask: () => Promise<unknown>,
  ): Promise<boolean> => {
    show(works.map(change));
    try {
      await ask();
      return true;
    } catch (error) {
      show(works);
      notify('error');
      toast(errorSentence(error), { kind: 'error' });
      return false;
    } finally {
      void client.invalidateQueries(trpc.gallery.list.queryFilter());
    }
  };

  const setFavourite = (works: readonly Media[], favourite: boolean) => {
    selectionChanged();
    const changed = works.filter((media) => media.favourite !== favourite);
    return optimistic(
      changed,
      (media) => ({ ...media, favourite }),
      () =>
        Promise.all(changed.map(({ id }) => caller.gallery.setFavourite.mutate({ id, favourite }))),
    );
  };

  const restore = (works: readonly Media[]) =>
    optimistic(
      works,
      (media) => ({ ...media, trashedAt: null }),
      () => inParts(works, (ids) => caller.gallery.restore.mutate({ ids })),
    );

  /** Moves to the trash without asking; the toast takes it back. */
  const trash = async (works: readonly Media[]) => {
    const trashedAt = new Date().toISOString();
    const done = optimistic(
      works,
      (media) => ({ ...media, trashedAt }),
      () => inParts(works, (ids) => caller.gallery.trash.mutate({ ids })),
    );
    const [only] = works;
    toast(
      works.length === 1 && only
        ? t(`deleted.${only.kind}`)
        : t('deletedMany', { count: works.length }),
      {
        kind: 'neutral',
        action: {
          text: t('common:actions.undo'),
          onClick: () => void done.then((deleted) => deleted && restore(works)),
        },
      },
    );
    return done;
  };

  /** Deletes for good what is in the trash; never shown before it is done. */
  const purge = async (
    gone: (media: Media) => boolean,
    ask: () => Promise<number>,
  ): Promise<number | null> => {
    try {
      const changed = await ask();
      dropMedia((media) => media.trashedAt !== null && gone(media));
      return changed;
    } catch (error) {
      notify('error');
      toast(errorSentence(error), { kind: 'error' });
      return null;
    } finally {
      void client.invalidateQueries(trpc.gallery.list.queryFilter());
    }
  };

  /** Deletes these for good, after a question. */
  const purgeThese = async (works: readonly Media[]): Promise<boolean> => {
    const sure = await confirm({
      title: t('purgeMany', { count: works.length }),
      message: t('purgeText'),
      confirm: t('deleteAction'),
      cancel: t('common:actions.cancel'),
      destructive: true,
    });
    if (!sure) {
      return false;
    }
    const ids = new Set(works.map(({ id }) => id));
    const changed = await purge(
      ({ id }) => ids.has(id),
      async () => {
        let all = 0;
        await inParts(works, async (part) => {
          all += (await caller.gallery.purge.mutate({ ids: part })).changed;
        });
        return all;
      },
    );
    if (changed !== null) {
      toast(t('purged', { count: changed }));
    }
    return changed !== null;
  };

  /** Empties the trash of all but favourites, after a question. */
  const emptyTrash = async (): Promise<void> => {
    const sure = await confirm({
      title: t('emptySure'),
      message: t('emptyText'),
      confirm: t('emptyTrash'),
      cancel: t('common:actions.cancel'),
      destructive: true,
    });
    if (!sure) {
      return;
    }
    const changed = await purge(
      ({ favourite }) => !favourite,
      async () => (await caller.gallery.purge.mutate({ all: true })).changed,
    );
    if (changed !== null) {
      toast(changed > 0 ? t('purged', { count: changed }) : t('emptyFavourites'));
    }
  };

  const askToTrash = (works: readonly Media[]) => {
    const [only] = works;
    const one = works.length === 1 && only;
    return confirm({
      title: one ? t(`delete.${only.kind}`) : t('deleteMany', { count: works.length }),
      message: t('deleteText', { count: works.length }),
      confirm: t('deleteAction'),
      cancel: t('common:actions.cancel'),
      destructive: true,
    });
  };

  const download = async (works: readonly Media[]): Promise<boolean> => {
    let saved = false;
    for (const media of works) {
      const outcome = await saveFile(media.downloadUrl, fileNameOf(media));
      saved ||= outcome === 'saved';
      // Telegram asks for each: who says no to one wants no further questions.
      if (outcome === 'refused') {
        break;
      }
    }
    return saved;
  };

  return { setFavourite, trash, askToTrash, restore, purgeThese, emptyTrash, download };
}

async function inParts(works: readonly Media[], ask: (ids: string[]) => Promise<unknown>) {
  const ids = works.map(({ id }) => id);
  for (let from = 0; from < ids.length; from += MAX_AT_ONCE) {
    await ask(ids.slice(from, from + MAX_AT_ONCE));
  }
}

const extensions: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
};

/** The file's kind as people call it: `PNG`, `MP4`. */
export function formatName(media: Media): string {
  return (extensions[media.mime] ?? media.mime.split('/')[1] ?? '').toUpperCase();
}

function fileNameOf(media: Media): string {
  return `ai-coins-${media.id.slice(0, 8)}.${formatName(media).toLowerCase()}`;
}
