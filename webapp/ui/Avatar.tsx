import { useState } from 'react';
import './progress.css';

/** Pairs of a gradient, dark enough for white letters. */
const gradients = [
  ['#2b87a6', '#1f6f94'],
  ['#b8673a', '#8f5433'],
  ['#3a8a5f', '#24704a'],
  ['#4a6fb5', '#34549a'],
  ['#b0553f', '#943f2e'],
  ['#7a5bb0', '#5f4496'],
] as const;

export interface AvatarProps {
  name: string;
  photoUrl: string | null;
  /** Pixels. */
  size: number;
}

/** The person's photo, or the first letters of the name. */
export function Avatar({ name, photoUrl, size }: AvatarProps) {
  const [broken, setBroken] = useState(false);
  const sum = [...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  const [from, to] = gradients[sum % gradients.length] ?? gradients[0];
  return (
    <span
      className="avatar"
      aria-hidden="true"
      style={{
        width: size,
        height: size,
        fontSize: Math.round(size * 0.39),
        background: `linear-gradient(160deg, ${from}, ${to})`,
      }}
    >
      {photoUrl && !broken ? (
        <img src={photoUrl} alt="" onError={() => setBroken(true)} />
      ) : (
        initials(name)
      )}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/).slice(0, 2);
  return words
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}
