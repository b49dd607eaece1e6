import type { AspectRatio } from '../../../shared/catalog/operations.ts';
import { RadioGroup, radioProps } from '../../ui/Choice.tsx';
import { cx } from '../../ui/cx.ts';
import './ratio.css';

/** The longer side of the little frame, pixels. */
const FRAME = 22;

export interface RatiosProps {
  label: string;
  ratios: readonly AspectRatio[];
  value: AspectRatio;
  onChange: (ratio: AspectRatio) => void;
}

/** The proportions of the result. */
export function Ratios({ label, ratios, value, onChange }: RatiosProps) {
  return (
    <RadioGroup label={label} className="ratios">
      {ratios.map((ratio) => (
        <button
          key={ratio}
          {...radioProps(ratio === value, () => onChange(ratio))}
          className={cx('ratio', ratio === value && 'on')}
        >
          <i style={frame(ratio)} />
          {ratio}
        </button>
      ))}
    </RadioGroup>
  );
}

function frame(ratio: AspectRatio) {
  const [width = 1, height = 1] = ratio.split(':').map(Number);
  const scale = FRAME / Math.max(width, height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
