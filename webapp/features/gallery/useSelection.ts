import { useState } from 'react';
import { MAX_NAMED_WORKS } from '../../../shared/closedSets.ts';
import type { Media } from '../../../shared/schemas/generation.ts';
import { errorSentence } from '../../api/appError.ts';
import { useTRPCClient } from '../../api/client.ts';
import { useText } from '../../i18n/useText.ts';
import { useBackButton } from '../../telegram/backButton.ts';
import { impact } from '../../telegram/haptics.ts';
import { toast } from '../../ui/toasts.ts';
import {
  type Choice,
  chosenOf,
  countChosen,
  isChosen,
  noneChosen,
  toggled,
} from './chosenWorks.ts';
import type { GalleryFilters } from './galleryList.ts';

/** The selection mode; BackButton leaves it. */
export function useSelection(items: readonly Media[], hasMore: boolean, filters: GalleryFilters) {
  const t = useText('gallery');
  const caller = useTRPCClient();
  const [choice, setChoice] = useState<Choice | null>(null);
  const [busy, setBusy] = useState(false);
  const leave = () => setChoice(null);
  useBackButton(leave, choice !== null);

  /** All means all: works that are not loaded are counted by the server. */
  const chooseAll = async () => {
    if (!hasMore && items.length <= MAX_NAMED_WORKS) {
      setChoice({ all: false, ids: new Set(items.map(({ id }) => id)) });
      return;
    }
    setBusy(true);
    try {
      const { count, upTo } = await caller.gallery.count.query({ trash: false, ...filters });
      // The mode was left meanwhile: nothing is selected in the background.
      setChoice((now) =>
        now && upTo ? { all: true, filters, upTo, count, except: new Set() } : now,
      );
    } catch (error) {
      toast(errorSentence(error), { kind: 'error' });
    } finally {
      setBusy(false);
    }
  };
  const toggle = (id: string) => {
    if (!choice) {
      impact('medium');
    }
    const next = toggled(choice ?? noneChosen, id);
    if (next) {
      setChoice(next);
    } else {
      toast(t('leftOut', { count: MAX_NAMED_WORKS }), { kind: 'neutral' });
    }
  };
  const works = choice && chosenOf(choice, items);
  return {
    chosen: choice && {
      has: (id: string) => isChosen(choice, id),
      count: choice.all ? countChosen(choice) : (works?.count ?? 0),
      isAll: choice.all ? choice.except.size === 0 : !hasMore && works?.count === items.length,
    },
    works,
    busy,
    leave,
    begin: () => setChoice(noneChosen),
    chooseAll,
    toggle,
  };
}
