import { rosette } from './engraving.ts';

const CENTRE = 130;
/** Each ring: one curve, turned a few degrees at a time; drawn by formula when the first one is shown. */
const drawRings = () => [
  { path: rosette(CENTRE, 122, 94, 12), copies: 8, step: 3.75 },
  { path: rosette(CENTRE, 85.4, 54.6, 9), copies: 6, step: 6.67 },
  { path: rosette(CENTRE, 44.2, 23.8, 6), copies: 4, step: 15 },
];
let rings: ReturnType<typeof drawRings> | undefined;

/** The banknote engraving; takes the colour and opacity of its box. */
export function Guilloche({ className, size }: { className?: string; size?: number | string }) {
  rings ??= drawRings();
  return (
    <svg className={className} width={size} height={size} viewBox="0 0 260 260" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth=".7">
        {rings.map(({ path, copies, step }) =>
          Array.from({ length: copies }, (_, i) => i * step).map((turn) => (
            <path key={`${step}-${turn}`} d={path} transform={`rotate(${turn} 130 130)`} />
          )),
        )}
        <circle cx="130" cy="130" r="124" />
        <circle cx="130" cy="130" r="127" strokeWidth="3" strokeDasharray="1 3" />
      </g>
    </svg>
  );
}
