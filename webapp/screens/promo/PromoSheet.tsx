import { Sheet } from '../../components/Sheet.tsx';
import { RowsSkeleton } from '../../components/Skeleton.tsx';
import { useText } from '../../strings/useText.ts';

export interface PromoSheetProps {
  /** Filled in by a deep link. */
  code?: string;
}

export function PromoSheet(_props: PromoSheetProps) {
  const t = useText('promo');
  return (
    <Sheet title={t('title')}>
      <RowsSkeleton rows={3} />
    </Sheet>
  );
}
