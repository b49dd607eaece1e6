import { useText } from '../../i18n/useText.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Ring } from '../../ui/Ring.tsx';

export interface LevelRingProps {
  level: number;
  /** Share of the way to the next level, 0 to 1. */
  value: number;
  /** 68 with the avatar (home), 96 with the number (progress), 132 (celebration). */
  size?: 68 | 96 | 132;
  person?: { name: string; photoUrl: string | null };
}

/** The level: its number, and the progress to the next one. */
export function LevelRing({ level, value, size = 68, person }: LevelRingProps) {
  const t = useText();
  const label = t('level', { level });
  if (person) {
    return (
      <Ring value={value} size={size} pill={level} label={label}>
        <Avatar name={person.name} photoUrl={person.photoUrl} size={size - 14} />
      </Ring>
    );
  }
  return (
    <Ring value={value} size={size} label={label}>
      <span className="center">
        <b className={`num lvl-n${size === 132 ? ' lg' : ''}`}>{level}</b>
        <span className="t2 lvl-w">{t('levelWord')}</span>
      </span>
    </Ring>
  );
}
