import { Page } from '../../components/Page.tsx';
import { RowsSkeleton } from '../../components/Skeleton.tsx';
import { useText } from '../../strings/useText.ts';

export function CreateScreen() {
  const t = useText('create');
  return (
    <Page title={t('title')}>
      <div className="pad">
        <RowsSkeleton rows={6} />
      </div>
    </Page>
  );
}
