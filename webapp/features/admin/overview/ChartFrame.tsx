import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useFormat } from '../../../i18n/useFormat.ts';
import { labelled, roundAxisMax, ticksTo } from './scale.ts';

const TOP = 8;
const BOTTOM = 26;
const LEFT = 40;

/** The layout of a chart, in pixels. */
export interface Plot {
  /** The width of one day. */
  step: number;
  left: (index: number) => number;
  y: (value: number) => number;
  floor: number;
}

export interface ChartFrameProps {
  /** Dates, YYYY-MM-DD. */
  days: readonly string[];
  most: number;
  /** The same as text. */
  sentence: string;
  height: number;
  write: (value: number) => string;
  children: (plot: Plot) => ReactNode;
}

/** Axis, lines and days of a chart; its content is drawn by `children`. */
export function ChartFrame({ days, most, sentence, height, write, children }: ChartFrameProps) {
  const f = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const measure = () => setWidth(box.current?.clientWidth ?? 0);
    const observer = new ResizeObserver(measure);
    measure();
    if (box.current) {
      observer.observe(box.current);
    }
    return () => observer.disconnect();
  }, []);
  const top = roundAxisMax(most);
  const floor = height - BOTTOM;
  const step = Math.max(0, width - LEFT) / Math.max(1, days.length);
  const plot: Plot = {
    step,
    left: (index) => LEFT + index * step,
    y: (value) => floor - (value / top) * (floor - TOP),
    floor,
  };
  const hasLabel = labelled(days.length, width - LEFT);
  return (
    <div ref={box} style={{ height }}>
      {width > 0 && (
        <svg className="chart" width={width} height={height} role="img" aria-label={sentence}>
          {ticksTo(top).map((tick) => (
            <g key={tick}>
              <path
                d={`M${LEFT} ${plot.y(tick)}H${width}`}
                stroke="var(--ac-line)"
                strokeWidth=".7"
                opacity=".7"
              />
              <text x={LEFT - 6} y={plot.y(tick) + 4} textAnchor="end">
                {write(tick)}
              </text>
            </g>
          ))}
          {children(plot)}
          {days.map(
            (day, i) =>
              hasLabel(i) && (
                <text key={day} x={plot.left(i) + step / 2} y={height - 6} textAnchor="middle">
                  {days.length > 7 ? f.shortDate(`${day}T12:00`) : Number(day.slice(8))}
                </text>
              ),
          )}
        </svg>
      )}
    </div>
  );
}
