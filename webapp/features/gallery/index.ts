/** What other features use of this one. */
export { chosenFilters, currentView, isNarrowed } from './chosenFilters.ts';
export type { GalleryFilters } from './galleryList.ts';
export { countOf, useGallery } from './useGallery.ts';
export { formatName, useMediaActions } from './useMediaActions.ts';
