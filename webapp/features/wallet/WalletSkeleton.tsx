import { Skeleton } from '../../ui/Skeleton.tsx';

/** The balance and the plan, while they are on their way. */
export function WalletSkeleton() {
  return (
    <div className="stack" aria-busy="true">
      <Skeleton height={76} radius={16} />
      <Skeleton height={128} radius={16} />
    </div>
  );
}
