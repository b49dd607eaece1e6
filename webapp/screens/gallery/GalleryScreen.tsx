import { Suspense } from 'react';
import { Page } from '../../components/Page.tsx';
import { MasonrySkeleton } from '../../components/Skeleton.tsx';
import { useText } from '../../strings/useText.ts';
import { lazyPart } from '../lazyPart.ts';
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
