import { useQueryClient } from '@tanstack/react-query';
import { MAX_NAMED_WORKS } from '../../../shared/closedSets.ts';
import type { RestoreInput } from '../../../shared/schemas/gallery.ts';
import type { Media } from '../../../shared/schemas/generation.ts';
import { errorSentence } from '../../api/appError.ts';
import { useTRPC, useTRPCClient } from '../../api/client.ts';
import { saveServed } from '../../domain/downloads.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { notify, selectionChanged } from '../../telegram/haptics.ts';
import { confirm } from '../../ui/popup.ts';
import { toast } from '../../ui/toasts.ts';
import { type ChosenWorks, named } from './chosenWorks.ts';
import { dropMedia, forgetLists, placeMedia } from './galleryList.ts';

/** Some loaded works, or the selection of the grid. */
type Works = readonly Media[] | ChosenWorks;

const chosenIn = (works: Works): ChosenWorks => ('parts' in works ? works : named(works));

/**
 * Actions on works. Shown optimistically and reverted when the server refuses; where some of the works are
 * not loaded, the lists are refetched once it has answered.
 */
export function useMediaActions() {
  const t = useText('gallery');
  const f = useFormat();
  const trpc = useTRPC();
  const caller = useTRPCClient();
  const client = useQueryClient();

  const counted = (count: number) => ({ count, number: f.number(count) });
  const refuse = (error: unknown) => {
    notify('error');
    toast(errorSentence(error), { kind: 'error' });
  };
  const show = (works: readonly Media[]) => {
    placeMedia(works);
    for (const media of works) {
      client.setQueryData(trpc.gallery.get.queryKey({ id: media.id }), media);
    }
  };
  const readAgain = () => {
    forgetLists();
    void client.resetQueries(trpc.gallery.list.queryFilter());
    void client.invalidateQueries(trpc.gallery.get.queryFilter());
  };
  /** Shows the works changed, calls the server, and reverts them when it refuses. */
  const optimistic = async (
    { works, isWhole }: Pick<ChosenWorks, 'works' | 'isWhole'>,
    change: (media: Media) => Media,
    ask: () => Promise<unknown>,
  ): Promise<boolean> => {
    if (!isWhole) {
      show(works.map(change));
    }
    try {
      await ask();
      return true;
    } catch (error) {
      if (!isWhole) {
        show(works);
      }
      refuse(error);
      return false;
    } finally {
      if (isWhole) {
        readAgain();
      } else {
        void client.invalidateQueries(trpc.gallery.list.queryFilter());
      }
    }
  };

  const setFavourite = (given: Works, favourite: boolean) => {
    selectionChanged();
    const chosen = chosenIn(given);
    const [only] = chosen.works;
    return optimistic(
      chosen,
      (media) => ({ ...media, favourite }),
      () =>
        only && chosen.count === 1
          ? caller.gallery.setFavourite.mutate({ id: only.id, favourite })
          : inParts(chosen.parts, (works) =>
              caller.gallery.setFavourites.mutate({ works, favourite }),
            ),
    );
  };

  const restore = (given: Works, what?: readonly RestoreInput[]) => {
    const chosen = chosenIn(given);
    return optimistic(
      chosen,
      (media) => ({ ...media, trashedAt: null }),
      () => inParts(what ?? chosen.parts, (part) => caller.gallery.restore.mutate(part)),
    );
  };

  /** Moves to the trash without a question; the toast can undo it. */
  const trash = async (given: Works) => {
    const chosen = chosenIn(given);
    const { count, works, isWhole } = chosen;
    const trashedAt = new Date().toISOString();
    /** What the server has moved, per call. */
    const moved: RestoreInput[] = [];
    const done = optimistic(
      chosen,
      (media) => ({ ...media, trashedAt }),
      () =>
        inParts(chosen.parts, async (part) => {
          const answer = await caller.gallery.trash.mutate(part);
          moved.push(answer.trashedAt ? { trashedAt: answer.trashedAt } : part);
        }),
    );
    const [only] = works;
    if (isWhole && !(await done)) {
      return false;
    }
    toast(count === 1 && only ? t(`deleted.${only.kind}`) : t('deletedMany', counted(count)), {
      kind: 'deleted',
      action: {
        text: t('common:actions.undo'),
        onClick: () => void done.then((deleted) => deleted && restore(chosen, moved)),
      },
    });
    return done;
  };

  /** Permanently deletes works of the trash; never shown before it is done. */
  const purge = async (
    gone: (media: Media) => boolean,
    ask: () => Promise<number>,
  ): Promise<number | null> => {
    try {
      const changed = await ask();
      dropMedia((media) => media.trashedAt !== null && gone(media));
      return changed;
    } catch (error) {
      refuse(error);
      return null;
    } finally {
      void client.invalidateQueries(trpc.gallery.list.queryFilter());
    }
  };

  /** Permanently deletes these, after a question. */
  const purgeThese = async (given: Works): Promise<boolean> => {
    const chosen = chosenIn(given);
    const sure = await confirm({
      title: t('purgeMany', counted(chosen.count)),
      message: t('purgeText'),
      confirm: t('deleteAction'),
      cancel: t('common:actions.cancel'),
      destructive: true,
    });
    if (!sure) {
      return false;
    }
    const ids = new Set(chosen.works.map(({ id }) => id));
    const changed = await purge(
      ({ id }) => ids.has(id),
      async () => {
        let all = 0;
        await inParts(chosen.parts, async (part) => {
          all += (await caller.gallery.purge.mutate(part)).changed;
        });
        return all;
      },
    );
    if (chosen.isWhole) {
      readAgain();
    }
    if (changed !== null) {
      toast(t('purged', counted(changed)));
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
      toast(changed > 0 ? t('purged', counted(changed)) : t('emptyFavourites'));
    }
  };

  const askToTrash = (given: Works) => {
    const { count, works } = chosenIn(given);
    const [only] = works;
    return confirm({
      title: count === 1 && only ? t(`delete.${only.kind}`) : t('deleteMany', counted(count)),
      message: t('deleteText', { count }),
      confirm: t('deleteAction'),
      cancel: t('common:actions.cancel'),
      destructive: true,
    });
  };

  /** One work as its file, several as one archive. @returns whether it is being saved. */
  const download = async (given: Works): Promise<boolean> => {
    const { count, works, parts } = chosenIn(given);
    const [only] = works;
    try {
      if (count === 1 && only) {
        return (await saveServed(only.downloadUrl, fileNameOf(only))) === 'saved';
      }
      const [part, ...others] = parts;
      if (!part || others.length > 0) {
        toast(t('archiveNamed', { count: MAX_NAMED_WORKS }), { kind: 'error' });
        return false;
      }
      const { url, fileName } = await caller.gallery.archive.mutate(part);
      return (await saveServed(url, fileName)) === 'saved';
    } catch (error) {
      refuse(error);
      return false;
    }
  };

  return { setFavourite, trash, askToTrash, restore, purgeThese, emptyTrash, download };
}

async function inParts<Part>(parts: readonly Part[], ask: (part: Part) => Promise<unknown>) {
  for (const part of parts) {
    await ask(part);
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
