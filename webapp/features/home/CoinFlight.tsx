import { useEffect, useRef } from 'react';
import { Coin } from '../../ui/Coin.tsx';

const COINS = 9;
const FLIGHT_MS = 760;
const APART_MS = 55;

/** Animates coins from Telegram's button into the coin of the balance card; once. */
export function CoinFlight() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const target = document.querySelector('.bal .big .coin')?.getBoundingClientRect();
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const coins = [...(box.current?.children ?? [])];
    if (!target || calm) {
      return;
    }
    const flights = coins.map((coin, i) => fly(coin, i, target));
    return () => {
      for (const flight of flights) {
        flight.cancel();
      }
    };
  }, []);
  return (
    <div ref={box} className="flights" aria-hidden="true">
      {Array.from({ length: COINS }, (_, i) => i).map((i) => (
        <span key={i} className="flight" style={{ opacity: 0 }}>
          <Coin size={24} />
        </span>
      ))}
    </div>
  );
}

function fly(coin: Element, i: number, target: DOMRect): Animation {
  const spread = (i - (COINS - 1) / 2) * 30;
  const from = { x: window.innerWidth / 2 - 12 + spread, y: window.innerHeight - 40 };
  const to = { x: target.x + target.width / 2 - 12, y: target.y + target.height / 2 - 12 };
  // Each coin swings out to its own side before it turns to the balance.
  const middle = { x: (from.x + to.x) / 2 + spread * 1.4, y: (from.y + to.y) / 2 };
  const at = ({ x, y }: { x: number; y: number }, scale: number) =>
    `translate(${x}px, ${y}px) scale(${scale})`;
  return coin.animate(
    [
      { transform: at(from, 0.6), opacity: 0 },
      { transform: at(middle, 1.15), opacity: 1, offset: 0.45 },
      { transform: at(to, 0.9), opacity: 1, offset: 0.92 },
      { transform: at(to, 0.4), opacity: 0 },
    ],
    {
      duration: FLIGHT_MS,
      delay: i * APART_MS,
      easing: 'cubic-bezier(.4, 0, .3, 1)',
      fill: 'both',
    },
  );
}
