import { Sheet } from '../../components/Sheet.tsx';
import { RowsSkeleton } from '../../components/Skeleton.tsx';
import { useText } from '../../strings/useText.ts';

export function PlansSheet() {
  const t = useText('plans');
  return (
    <Sheet title={t('title')}>
      <RowsSkeleton rows={3} />
    </Sheet>
  );
}
