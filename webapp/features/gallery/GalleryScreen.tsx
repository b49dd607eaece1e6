import { Suspense } from 'react';
import { lazyPart } from '../../app/lazyPart.ts';
import { useText } from '../../i18n/useText.ts';
import { Page } from '../../ui/Page.tsx';
import { MasonrySkeleton } from '../../ui/Skeleton.tsx';
import './gallery.css';

const Gallery = lazyPart(async () => (await import('./Gallery.tsx')).Gallery);

/** `/gallery`. The tab is there at once; the grid's code comes with its first visit. */
export function GalleryScreen() {
  return (
    <Suspense fallback={<Waiting />}>
      <Gallery />
    </Suspense>
  );
}

function Waiting() {
  const t = useText();
  return (
    <Page title={t('tabs.gallery')}>
      <MasonrySkeleton />
    </Page>
  );
}
