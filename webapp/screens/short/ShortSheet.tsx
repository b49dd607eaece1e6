import { Sheet } from '../../components/Sheet.tsx';
import { RowsSkeleton } from '../../components/Skeleton.tsx';
import { useText } from '../../strings/useText.ts';

export interface ShortSheetProps {
  /** Price and balance, hundredths. */
  price: number;
  balance: number;
  modelName: string;
  /** Runs by itself once there are enough coins. */
  onCovered: () => void;
}

export function ShortSheet(_props: ShortSheetProps) {
  const t = useText('short');
  return (
    <Sheet title={t('title')}>
      <RowsSkeleton rows={3} />
    </Sheet>
  );
}
