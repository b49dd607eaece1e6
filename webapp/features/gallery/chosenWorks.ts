import { MAX_NAMED_WORKS } from '../../../shared/closedSets.ts';
import type { WorksSelection } from '../../../shared/schemas/gallery.ts';
import type { Media } from '../../../shared/schemas/generation.ts';
import type { GalleryFilters } from './galleryList.ts';

/** Works that are selected individually, or all that match except some: those not loaded, too. */
export type Choice =
  | { all: false; ids: ReadonlySet<string> }
  | {
      all: true;
      filters: GalleryFilters;
      upTo: string;
      count: number;
      except: ReadonlySet<string>;
    };

/** Works of an action. */
export interface ChosenWorks {
  count: number;
  /** Those that are loaded; all of them when there are no others. */
  works: readonly Media[];
  /** The server's inputs, one for each call. */
  parts: readonly WorksSelection[];
  /** Some of them are not loaded: nothing can be shown before the server has answered. */
  isWhole: boolean;
}

export const noneChosen: Choice = { all: false, ids: new Set() };

export function isChosen(choice: Choice, id: string): boolean {
  return choice.all ? id <= choice.upTo && !choice.except.has(id) : choice.ids.has(id);
}

export function countChosen(choice: Choice): number {
  return choice.all ? Math.max(0, choice.count - choice.except.size) : choice.ids.size;
}

/** Adds or removes a work; null when no more can be excluded from all. */
export function toggled(choice: Choice, id: string): Choice | null {
  const before = choice.all ? choice.except : choice.ids;
  const after = new Set(before);
  if (!after.delete(id)) {
    after.add(id);
  }
  if (!choice.all) {
    return { all: false, ids: after };
  }
  return after.size > MAX_NAMED_WORKS || id > choice.upTo ? null : { ...choice, except: after };
}

export function chosenOf(choice: Choice, items: readonly Media[]): ChosenWorks {
  const works = items.filter(({ id }) => isChosen(choice, id));
  if (!choice.all) {
    return named(works);
  }
  const { filters, upTo, except } = choice;
  const part = {
    filters: { ...filters, trash: filters.trash ?? false },
    upTo,
    except: [...except],
  };
  return { count: countChosen(choice), works, parts: [part], isWhole: true };
}

/** Loaded works. */
export function named(works: readonly Media[]): ChosenWorks {
  const ids = works.map(({ id }) => id);
  const parts: WorksSelection[] = [];
  for (let from = 0; from < ids.length; from += MAX_NAMED_WORKS) {
    parts.push({ ids: ids.slice(from, from + MAX_NAMED_WORKS) });
  }
  return { count: works.length, works, parts, isWhole: false };
}
