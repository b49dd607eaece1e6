import { Sheet } from '../../components/Sheet.tsx';
import { RowsSkeleton } from '../../components/Skeleton.tsx';
import { useText } from '../../strings/useText.ts';

export function RegisterSheet({ id }: { id: string }) {
  const t = useText('events');
  return (
    <Sheet title={t('title')}>
      <RowsSkeleton rows={3} key={id} />
    </Sheet>
  );
}
