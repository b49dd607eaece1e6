import { Sheet } from '../../components/Sheet.tsx';
import { RowsSkeleton } from '../../components/Skeleton.tsx';
import { useText } from '../../strings/useText.ts';

export interface TopUpSheetProps {
  /** Coins needed, hundredths: the smallest pack that covers them is chosen. */
  need?: number;
}

export function TopUpSheet(_props: TopUpSheetProps) {
  const t = useText('topup');
  return (
    <Sheet title={t('title')}>
      <RowsSkeleton rows={3} />
    </Sheet>
  );
}
