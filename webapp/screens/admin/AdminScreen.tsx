import { Page } from '../../components/Page.tsx';
import { RowsSkeleton } from '../../components/Skeleton.tsx';
import { useText } from '../../strings/useText.ts';
import '../../components/table.css';

/** Everything under `/admin`; a lazy chunk of its own. */
export function AdminScreen() {
  const t = useText();
  return (
    <Page title={t('tabs.admin')}>
      <div className="pad">
        <RowsSkeleton rows={6} />
      </div>
    </Page>
  );
}
