import { useText } from '../../i18n/useText.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';

/** A placeholder with the layout of the Studio. */
export function StudioSkeleton() {
  const t = useText();
  return (
    <div aria-busy="true">
      <span className="vh">{t('loading')}</span>
      <div className="ops" style={{ overflow: 'hidden' }}>
        {[0, 1, 2, 3, 4].map((i) => (
          <div key={i} style={{ flex: 'none' }}>
            <Skeleton width={78} height={76} radius={12} />
          </div>
        ))}
      </div>
      <div className="pad">
        <Skeleton width={72} height={22} gap={18} />
      </div>
      <div className="models" style={{ marginTop: 8 }}>
        <Skeleton height={112} radius={16} />
        <Skeleton height={112} radius={16} />
      </div>
      <div className="pad">
        <Skeleton height={118} radius={16} gap={16} />
        <Skeleton height={56} radius={12} gap={56} />
      </div>
    </div>
  );
}
