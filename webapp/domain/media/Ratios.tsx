import { useRef } from 'react';
import { type AspectRatio, aspectRatios } from '../../../shared/catalog/operations.ts';
import { RadioGroup, radioProps } from '../../ui/Choice.tsx';
import { cx } from '../../ui/cx.ts';
import { useChosenInView } from '../../ui/useChosenInView.ts';
import './ratio.css';

/** As many share the width; more are scrolled. */
const MAX_IN_SIGHT = 5;
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
  const shown = aspectRatios.filter((ratio) => ratios.includes(ratio));
  const row = useRef<HTMLDivElement>(null);
  useChosenInView(row, `${value} ${shown.length}`);
  return (
    <RadioGroup
      ref={row}
      label={label}
      className={cx('ratios', ratios.length > MAX_IN_SIGHT && 'many hscroll')}
    >
      {shown.map((ratio) => (
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
