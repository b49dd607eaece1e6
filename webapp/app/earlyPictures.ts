/** The first pictures of the opened screen, requested and shown in the outline before the app has come. */
import type { DehydratedState } from '@tanstack/react-query';
import type { CatalogOutput, Media } from '../../shared/schemas/generation.ts';
import { GALLERY_PAGE } from '../api/earlyCalls.ts';
import {
  columnsOf,
  columnWidthOf,
  GRID_TOP,
  GUTTER,
  MAX_PAGE_WIDTH,
  TILE_GAP,
  tileHeight,
} from '../domain/media/tileSize.ts';
import { readKept } from '../telegram/deviceStorage.ts';

/** Pictures that are seen at once: three rows of the gallery, or the beginning of a strip. */
const FIRST_PICTURES = { gallery: 6, strip: 4 };

/** A model, and where its picture is. */
export interface FirstArt {
  model: string;
  href: string;
}

interface List<Item> {
  items: Item[];
}

interface Answers {
  works: List<Work> | undefined;
  underWay: List<unknown> | undefined;
}

type Work = Pick<Media, 'thumbUrl' | 'width' | 'height'>;

/** The one screen whose outline shows pictures of works. */
export const isGallery = () => location.pathname === '/gallery';

/**
 * Shows the first works of the gallery as it was left, before the server has answered.
 * @returns when they have come, or null.
 */
export function drawKeptWorks(): Promise<unknown> | null {
  return isGallery() ? drawWorks(keptWorks()) : null;
}

/**
 * Requests the first pictures; those of the gallery are shown in the outline, where the app will show them, unless
 * works under way come before them.
 * @returns when those shown have come, or null.
 */
export function drawFirstWorks({ works, underWay }: Answers): Promise<unknown> | null {
  const isFree = underWay?.items.length === 0;
  return drawWorks(works?.items ?? [], isGallery() && isFree);
}

/** The kept answer to the gallery's first question; empty when the links in it no longer hold. */
function keptWorks(): readonly Work[] {
  const pages = readKept('pages') as { state: DehydratedState } | null;
  const kept = pages?.state.queries.find(
    ({ queryKey }) =>
      JSON.stringify(queryKey) ===
      `[["gallery","list"],{"input":{"limit":${GALLERY_PAGE}},"type":"query"}]`,
  );
  const works = (kept?.state.data as List<Work> | undefined)?.items ?? [];
  const until = Number(/[?&]until=(\d+)/.exec(works[0]?.thumbUrl ?? '')?.[1]);
  return until * 1000 > Date.now() ? works : [];
}

function drawWorks(works: readonly Work[], isShown = true): Promise<unknown> | null {
  const first = works.slice(0, FIRST_PICTURES[isGallery() ? 'gallery' : 'strip']);
  const before = window.earlyPictures ?? [];
  const grid = document.querySelector('.ol-works');
  const isSame = String(before.map(srcOf)) === String(first.map(({ thumbUrl }) => thumbUrl));
  if (isSame && isShown) {
    return null;
  }
  const images = isSame
    ? before
    : first.map(({ thumbUrl }) =>
        Object.assign(new Image(), { alt: '', fetchPriority: 'high', src: thumbUrl }),
      );
  for (const image of before) {
    image.remove();
  }
  window.earlyPictures = images;
  if (!grid || !isShown || innerWidth > MAX_PAGE_WIDTH) {
    return null;
  }
  place(images, first);
  grid.append(...images);
  return Promise.all(images.map((image) => image.decode())).catch(() => undefined);
}

const srcOf = (image: HTMLImageElement) => image.getAttribute('src');

/** As the grid places them: each into the column that ends first. */
function place(images: readonly HTMLImageElement[], works: readonly Work[]): void {
  const columns = columnsOf(innerWidth);
  const width = columnWidthOf(innerWidth - 2 * GUTTER, columns);
  const bottoms = Array.from({ length: columns }, () => GRID_TOP);
  for (const [at, image] of images.entries()) {
    const column = bottoms.indexOf(Math.min(...bottoms));
    const height = tileHeight(width, works[at] ?? image);
    const left = column * (width + TILE_GAP);
    image.style.cssText = `left:${left}px;top:${bottoms[column]}px;width:${width}px;height:${height}px`;
    bottoms[column] = (bottoms[column] ?? 0) + height + TILE_GAP;
  }
}

/**
 * Shows the picture of the model that is the Studio's first one in the catalog as it is installed, unless the person
 * was at another operation.
 * @param whenParsed runs its work once the outline is there.
 * @returns a check with the catalog when it has come: the picture goes where another model is the first one.
 */
export function drawFirstArt(
  { model, href }: FirstArt,
  whenParsed: (work: () => void) => void,
): ((catalog: CatalogOutput | undefined) => void) | null {
  const kept = readKept('studio') as { operation?: string } | null;
  if (location.pathname !== '/create' || (kept?.operation ?? 'create') !== 'create') {
    return null;
  }
  const image = Object.assign(new Image(), { alt: '', fetchPriority: 'high', src: href });
  whenParsed(() => document.querySelector('.ol-model')?.append(image));
  return (catalog) => {
    const models = catalog?.operations.find(({ code }) => code === 'create')?.models ?? [];
    // A single model has no card.
    if (models.length < 2 || models[0]?.code !== model) {
      image.remove();
    }
  };
}
