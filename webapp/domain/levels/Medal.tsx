import Award from 'lucide-react/icons/award';
import Lock from 'lucide-react/icons/lock';
import type { Rarity } from '../../../shared/catalog/badges.ts';
import { useText } from '../../i18n/useText.ts';
import './badge.css';
import { cx } from '../../ui/cx.ts';
import { rosette } from '../../ui/engraving.ts';
import { Icon } from '../../ui/Icon.tsx';
import { badgeIcons } from './badgeIcons.ts';

interface Shape {
  /** Draws the edge. */
  draw: () => string;
  engraving: number;
  pips: number;
}

/** The rarer, the more the edge is cut: plain, 20, 10 and 14 deep points. */
const shapes = {
  common: { draw: () => 'M32 2a30 30 0 1 1 0 60 30 30 0 0 1 0-60Z', engraving: 25.5, pips: 1 },
  rare: { draw: () => rosette(32, 30.6, 28, 20), engraving: 24.5, pips: 2 },
  epic: { draw: () => rosette(32, 30.4, 26.2, 10), engraving: 23, pips: 3 },
  legendary: { draw: () => rosette(32, 30.5, 25.4, 14), engraving: 22.5, pips: 4 },
} as const satisfies Record<Rarity, Shape>;

const edges: Partial<Record<Rarity, string>> = {};

/** By formula, when the first one of its rarity is shown. */
function edgeOf(rarity: Rarity): string {
  const path = edges[rarity] ?? shapes[rarity].draw();
  edges[rarity] = path;
  return path;
}

export interface MedalProps {
  /** Lucide name, as the server keeps it. */
  icon: string;
  rarity: Rarity;
  locked?: boolean;
  /** Pixels. */
  size?: number;
}

/** The badge itself, without its name. */
export function Medal({ icon, rarity, locked, size = 60 }: MedalProps) {
  const shape = shapes[rarity];
  return (
    <span
      className={cx('medal', `r${shape.pips}`, locked && 'lock')}
      style={size === 60 ? undefined : { width: size, height: size, '--mi': `${size * 0.43}px` }}
    >
      <svg className="shape" viewBox="0 0 64 64" aria-hidden="true">
        <path d={edgeOf(rarity)} fill="var(--rar)" />
        <circle
          cx="32"
          cy="32"
          r={shape.engraving}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.1"
          strokeDasharray="1.2 2.4"
          opacity=".75"
        />
      </svg>
      <Icon icon={badgeIcons[icon] ?? Award} />
      {locked && (
        <span className="pad-l">
          <Icon icon={Lock} size={14} />
        </span>
      )}
    </span>
  );
}

/** The rarity in points; the words beside it say it too. */
export function Pips({ rarity }: { rarity: Rarity }) {
  const { pips } = shapes[rarity];
  return (
    <span className={cx('pips', `r${pips}`)} aria-hidden="true">
      {[1, 2, 3, 4].map((pip) => (
        <i key={pip} className={cx(pip <= pips && 'on')} />
      ))}
    </span>
  );
}

export interface BadgeProps extends MedalProps {
  name: string;
  /** Draws the points of rarity under the name. */
  pips?: boolean;
  onClick?: () => void;
}

/** A badge of the strip: medal and name. */
export function Badge({ name, pips, onClick, ...medal }: BadgeProps) {
  const t = useText();
  const { rarity, locked } = medal;
  return (
    <li className={cx('badge', locked && 'locked')}>
      <button type="button" onClick={onClick}>
        <Medal {...medal} />
        <span className="cap">{name}</span>
        <span className="vh">
          {t(`rarity.${rarity}`)}
          {locked && `, ${t('locked')}`}
        </span>
        {pips && <Pips rarity={rarity} />}
      </button>
    </li>
  );
}
