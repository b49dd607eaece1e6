import { lazy, Suspense } from 'react';
import { Page } from '../../components/Page.tsx';
import { MasonrySkeleton } from '../../components/Skeleton.tsx';
import { useText } from '../../strings/useText.ts';
import './gallery.css';

const Gallery = lazy(async () => ({ default: (await import('./Gallery.tsx')).Gallery }));

/** `/gallery`. The tab is there at once; the grid's code comes with its first visit. */
export function GalleryScreen() {
  return (
    <Suspense fallback={<Waiting />}>
      <Gallery />
    </Suspense>
  );
}

function Waiting() {
  const t = useText('gallery');
  return (
    <Page title={t('title')}>
      <MasonrySkeleton />
    </Page>
  );
}
