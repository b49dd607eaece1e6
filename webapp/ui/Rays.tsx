import { CoinShape } from './Coin.tsx';

const COUNT = 44;
const lengths = [8, 13, 18, 23];
const opacities = [0.9, 0.45, 0.7, 0.3];

/** Short strokes around the coin or medal; drawn once, outwards. */
export function Rays({ blue }: { blue?: boolean }) {
  return (
    <svg className={blue ? 'rays act' : 'rays'} viewBox="0 0 320 260" aria-hidden="true">
      {Array.from({ length: COUNT }, (_, i) => i).map((i) => {
        const angle = (i / COUNT) * 2 * Math.PI;
        // The strokes begin at slightly different distances.
        const from = 76 + ((i * 7) % 5) * 2.5;
        const to = from + (lengths[i % 4] ?? 8);
        const at = (radius: number) =>
          `${(160 + radius * Math.cos(angle)).toFixed(1)} ${(130 + radius * Math.sin(angle)).toFixed(1)}`;
        return (
          <path
            key={i}
            d={`M${at(from)}L${at(to)}`}
            stroke="currentColor"
            strokeWidth="3"
            strokeLinecap="round"
            opacity={opacities[i % 4]}
            style={{ animationDelay: `${(i % 5) * 24}ms` }}
          />
        );
      })}
    </svg>
  );
}

const COINS = 26;

/** Coins flying out from the middle; once. */
export function CoinBurst() {
  return (
    <svg className="burst" viewBox="0 0 320 260" aria-hidden="true">
      {Array.from({ length: COINS }, (_, i) => i).map((i) => {
        const angle = (i / COINS) * 2 * Math.PI + (i % 3) * 0.12;
        const radius = 96 + ((i * 37) % 64);
        const x = radius * Math.cos(angle) * 1.06;
        // Less far downwards: the amount is shown there.
        const fall = radius * Math.sin(angle);
        const y = fall > 0 ? fall * 0.74 : fall * 1.12;
        const scale = 0.42 + ((i * 29) % 60) / 100;
        const tilt = 0.5 + ((i * 17) % 45) / 100;
        return (
          <g key={i} style={{ '--bx': `${-x}px`, '--by': `${-y}px` }}>
            <g
              transform={`translate(${160 + x} ${130 + y}) rotate(${((i * 53) % 80) - 40}) scale(${scale} ${scale * tilt}) translate(-12 -12)`}
              opacity={0.55 + ((i * 13) % 45) / 100}
            >
              <CoinShape />
            </g>
          </g>
        );
      })}
    </svg>
  );
}
