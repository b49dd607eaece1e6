import './progress.css';
import './row.css';

export interface SkeletonProps {
  width?: number | string;
  height: number | string;
  radius?: number;
  /** Space above, pixels. */
  gap?: number;
}

/** A grey box in the place of content; fades in after 150 ms, so that quick answers do not flash. */
export function Skeleton({ width = '100%', height, radius = 8, gap = 0 }: SkeletonProps) {
  return (
    <div
      className="skel"
      style={{ width, height, borderRadius: radius, marginTop: gap || undefined }}
    />
  );
}

/** Rows in their final height. */
export function RowsSkeleton({ rows, reward }: { rows: number; reward?: boolean }) {
  return (
    <div className="rows" aria-busy="true">
      {Array.from({ length: rows }, (_, i) => i).map((i) => (
        <div className="row" key={i}>
          <Skeleton width={36} height={36} radius={10} />
          <div className="grow">
            <Skeleton width={`${52 + ((i * 17) % 24)}%`} height={16} radius={6} />
            <Skeleton width={`${38 + ((i * 23) % 20)}%`} height={13} radius={6} gap={8} />
          </div>
          {reward && <Skeleton width={58} height={28} radius={14} />}
        </div>
      ))}
    </div>
  );
}

const rhythm = [1.33, 1, 0.56, 1.33, 0.75, 1, 1.33, 0.56];

/** Two columns in a fixed pattern of proportions, like the gallery. */
export function MasonrySkeleton() {
  return (
    <div className="masonry" aria-busy="true">
      {[0, 1].map((column) => (
        <div key={column}>
          {rhythm
            .filter((_, i) => i % 2 === column)
            .map((ratio, i) => (
              <div
                className="skel"
                // biome-ignore lint/suspicious/noArrayIndexKey: a fixed pattern
                key={i}
                style={{ aspectRatio: 1 / ratio, borderRadius: 12 }}
              />
            ))}
        </div>
      ))}
    </div>
  );
}
