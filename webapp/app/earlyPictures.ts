/** The first pictures of the opened screen, requested and shown in the outline before the app has come. */
import type { CatalogOutput, Media } from '../../shared/schemas/generation.ts';
import { columnsOf, columnWidthOf, TILE_GAP, tileHeight } from '../domain/media/tileSize.ts';
import { readKept } from '../telegram/deviceStorage.ts';

/** Pictures that are seen at once: three rows of the gallery, or the beginning of a strip. */
const FIRST_PICTURES = { gallery: 6, strip: 4 };
/** Of the page, at both sides, px. */
const GUTTER = 16;
/** The grid begins below the title and the chips, px. */
const GRID_TOP = 90;
/** On a wider window the page has margins, px. */
const MAX_WIDTH = 560;

/** A model, and where its picture is. */
export interface FirstArt {
  model: string;
  href: string;
}

interface List<Item> {
  items: Item[];
}

interface Answers {
  works: List<Pick<Media, 'thumbUrl' | 'width' | 'height'>> | undefined;
  underWay: List<unknown> | undefined;
}

/**
 * Requests the first pictures; those of the gallery are shown in the outline, where the app will show them, unless
 * works under way come before them.
 * @returns when those shown have come, or null.
 */
export function drawFirstWorks({ works, underWay }: Answers): Promise<unknown> | null {
  const isGallery = location.pathname === '/gallery';
  const count = FIRST_PICTURES[isGallery ? 'gallery' : 'strip'];
  const first = (works?.items ?? []).slice(0, count);
  const images = first.map(({ thumbUrl }) =>
    Object.assign(new Image(), { alt: '', fetchPriority: 'high', src: thumbUrl }),
  );
  const grid = document.querySelector('.ol-works');
  const isDrawn =
    location.pathname === '/gallery' && innerWidth <= MAX_WIDTH && underWay?.items.length === 0;
  if (!grid || !isDrawn) {
    return null;
  }
  const columns = columnsOf(innerWidth);
  const width = columnWidthOf(innerWidth - 2 * GUTTER, columns);
  const bottoms = Array.from({ length: columns }, () => GRID_TOP);
  for (const [at, image] of images.entries()) {
    // As the grid places them: into the column that ends first.
    const column = bottoms.indexOf(Math.min(...bottoms));
    const height = tileHeight(width, first[at] ?? image);
    const left = column * (width + TILE_GAP);
    image.style.cssText = `left:${left}px;top:${bottoms[column]}px;width:${width}px;height:${height}px`;
    bottoms[column] = (bottoms[column] ?? 0) + height + TILE_GAP;
    grid.append(image);
  }
  return Promise.all(images.map((image) => image.decode())).catch(() => undefined);
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
