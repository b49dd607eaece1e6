import { Page } from '../../components/Page.tsx';
import { RowsSkeleton } from '../../components/Skeleton.tsx';
import { useText } from '../../strings/useText.ts';

export function ViewerScreen() {
  const t = useText('viewer');
  return (
    <Page title={t('title')}>
      <div className="pad">
        <RowsSkeleton rows={6} />
      </div>
    </Page>
  );
}
