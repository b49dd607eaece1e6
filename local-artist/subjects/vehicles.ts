import { mix, shade } from '../colour.ts';
import { type Pen, round } from '../pen.ts';
import type { ColourWord } from '../words/lookWords.ts';
import { bothSides, type Drawing, paintOf } from './drawing.ts';

const paints = ['#d9482f', '#2f7f9a', '#f2b03c', '#e8e2d6', '#4f5fa8', '#3f8a6a'] as const;

function drawCar(pen: Pen, said: ColourWord | null = null): string {
  const c = said === null ? pen.random.fork('car').pick(paints) : paintOf[said];
  const wheel = (x: number) =>
    `<circle cx="${x}" cy="-26" r="31" fill="#1c1f24"/><circle cx="${x}" cy="-26" r="18" fill="#b9c0c6"/><circle cx="${x}" cy="-26" r="7" fill="#5a6068"/><path d="M${x}-42v32M${x - 16}-26h32" stroke="#7b838b" stroke-width="3"/>`;
  return `<path d="M-176-28C-184-60-176-84-150-90L-104-98C-78-140-50-152 0-152S74-140 106-100L150-92C174-86 182-66 178-28Z" fill="${pen.linear([shade(c, 0.08), c, shade(c, -0.12)])}"/><path d="M-88-98C-66-130-44-138-8-138V-98Z" fill="${pen.linear(['#d9eef2', '#6f9fb0'], 'diagonal')}"/><path d="M4-138C44-138 66-130 88-98H4Z" fill="${pen.linear(['#cfe6ec', '#5f8fa2'], 'diagonal')}"/><path d="M-70-104l24-28h14l-24 28Z" fill="#ffffff" opacity=".5"/><path d="M-172-62H176" stroke="${shade(c, -0.14)}" stroke-width="3"/><path d="M-170-84C-100-96 100-96 166-86" stroke="#ffffff" stroke-width="4" opacity=".35" fill="none"/><path d="M-2-138V-34" stroke="${shade(c, -0.14)}" stroke-width="3"/><rect x="10" y="-84" width="20" height="5" rx="2" fill="${shade(c, -0.2)}"/><path d="M158-82q16 4 18 18l-20-4Z" fill="#fff3b8"/><path d="M-174-80q-6 8-6 18l16-4Z" fill="#ff7a5a"/><rect x="-184" y="-44" width="368" height="16" rx="8" fill="#3a3f46"/><path d="M-140-26a38 38 0 0 1 76 0ZM66-26a38 38 0 0 1 76 0Z" fill="#14161a"/>${wheel(-102)}${wheel(104)}`;
}

function drawBoat(pen: Pen, said: ColourWord | null = null): string {
  const any = pen.random.fork('boat').pick(['#d9572f', '#2f6b8a', '#8e3b34', '#f0e8da'] as const);
  const c = said === null ? any : paintOf[said];
  const sail = pen.linear(['#ffffff', '#f0e2c8', '#d9bf9a'], 'right');
  return `<g transform="rotate(${round(pen.sway(0) * 2.5)})"><path d="M2-270V-40" stroke="#4a3426" stroke-width="7"/><path d="M10-262C70-200 100-120 108-62H10Z" fill="${sail}"/><path d="M-8-236C-50-180-84-110-92-62H-8Z" fill="${pen.linear(['#f6ead6', '#dcc6a4'], 'right')}"/><path d="M10-150C46-146 74-142 92-132M10-100h92" stroke="#c9ae88" stroke-width="2.500" fill="none"/><path d="M4-270l40 12-40 12Z" fill="#d9482f"/><path d="M-130-44H140C126-8 96 10 60 12H-62C-100 10-122-10-130-44Z" fill="${pen.linear([shade(c, 0.06), shade(c, -0.14)])}"/><path d="M-126-30H134" stroke="${mix(c, '#ffffff', 0.6)}" stroke-width="6"/></g><path d="M-150 12q40-10 80 0t80 0 80 0 80 0" stroke="#ffffff" stroke-width="5" opacity=".5" fill="none" transform="translate(-6 2)"/>`;
}

function drawPlane(pen: Pen): string {
  return `<g transform="rotate(-9)"><path d="M-40-4-110-92H-78L30-16Z" fill="#aebac4"/><path d="M-176-26-210-92H-176L-132-30Z" fill="#d9482f"/><path d="M-190-26C-120-44 60-48 130-36 168-28 184-12 184-4 180 14 150 24 100 26-20 30-120 16-190-8Z" fill="${pen.linear(['#ffffff', '#e6ebee', '#a9b6c0'])}"/><path d="M134-32C156-26 168-18 172-10H132Z" fill="#3f6f8f"/><g fill="#4f7f9f">${Array.from({ length: 9 }, (_, i) => `<rect x="${-110 + i * 24}" y="-22" width="11" height="14" rx="5"/>`).join('')}</g><path d="M-186-14C-100 4 60 8 180 2" stroke="#d9482f" stroke-width="6" fill="none"/><path d="M26 12-84 112H-46L86 16Z" fill="${pen.linear(['#dfe6ea', '#9dabb6'])}"/><rect x="-14" y="46" width="52" height="20" rx="10" fill="#7f8d98"/></g><path d="M-220 34C-320 54-420 60-520 62" stroke="#ffffff" stroke-width="10" opacity=".4" fill="none" stroke-linecap="round"/>`;
}

function drawRocket(pen: Pen): string {
  const c = pen.random.fork('rocket').pick(['#e0573c', '#f2b03c', '#2f7f9a'] as const);
  const flame = 1 + pen.sway(0, 4) * 0.12;
  return `<g transform="rotate(16)"><g transform="translate(0 108) scale(1 ${flame.toFixed(2)})"><circle cy="40" r="90" fill="${pen.radial(
    [
      ['#ffb04a', 0, 0.7],
      ['#ffb04a', 1, 0],
    ],
  )}"/><path d="M-34 0C-52 60-16 90 0 150 16 90 52 60 34 0Z" fill="${pen.linear(['#ffb04a', '#e8482c', ['#e8482c', 1, 0.2]])}"/><path d="M-17 0C-26 40-8 60 0 96 8 60 26 40 17 0Z" fill="#fff3b0"/></g>${bothSides(`<path d="M-46 20C-92 50-104 96-96 130L-44 92Z" fill="${c}"/>`)}<path d="M0-180C56-130 74-50 46 104H-46C-74-50-56-130 0-180Z" fill="${pen.linear(['#ffffff', '#eceff0', '#a3b0ba'], 'right')}"/><path d="M0-180C28-156 46-124 54-86H-54C-46-124-28-156 0-180Z" fill="${pen.linear([shade(c, 0.08), shade(c, -0.08)], 'right')}"/><path d="M-46 104H46L36 122H-36Z" fill="#4a525c"/><circle cy="-30" r="31" fill="#8b97a3"/><circle cy="-30" r="23" fill="${pen.linear(['#bfe6f0', '#2f6a8f'], 'diagonal')}"/><path d="M-6 40h12v84l-6 18-6-18Z" fill="${shade(c, -0.06)}"/><path d="M-50 44H50M-48 74H48" stroke="#bcc6ce" stroke-width="3"/></g>`;
}

function drawBalloon(pen: Pen): string {
  const [a, b, c] = pen.random.fork('balloon').pick([
    ['#e0573c', '#f6d27a', '#2f7f8a'],
    ['#4f5fa8', '#f29a8c', '#f6e0b0'],
    ['#2f8a7a', '#f0e4cc', '#e8a03c'],
    ['#c9405c', '#f6b04c', '#6a3a8a'],
  ] as const);
  const stripes = [a, b, c, b, a, b, c, b]
    .map((colour, i) => {
      const x = (k: number) => round(118 * Math.sin(((k - 4) / 4) * 1.5708));
      return `<path d="M0-172C${round(x(i) * 1.33)}-172 ${round(x(i) * 1.33)} 10 ${round(x(i) * 0.24)} 86H${round(x(i + 1) * 0.24)}C${round(x(i + 1) * 1.33)} 10 ${round(x(i + 1) * 1.33)}-172 0-172Z" fill="${shade(colour, 0.05 - i * 0.018)}"/>`;
    })
    .join('');
  return `<g transform="rotate(${round(pen.sway(0) * 2)})">${stripes}<path d="M-28 86H28L24 98H-24Z" fill="${shade(a, -0.12)}"/><path d="M-24 98-20 134M24 98 20 134M-8 98-7 134M8 98 7 134" stroke="#5a4030" stroke-width="2.500"/><path d="M-26 134H26L21 170H-21Z" fill="${pen.linear(['#b9814a', '#7a4f2a'])}"/><path d="M-26 138H26" stroke="#e0b27a" stroke-width="5"/><ellipse cx="-46" cy="-90" rx="16" ry="44" fill="#ffffff" opacity=".22" transform="rotate(16 -46 -90)"/></g>`;
}

function drawBicycle(pen: Pen, said: ColourWord | null = null): string {
  const c = said === null ? pen.random.fork('bike').pick(paints) : paintOf[said];
  const wheel = (x: number) =>
    `<circle cx="${x}" cy="-58" r="54" fill="none" stroke="#22262c" stroke-width="9"/><circle cx="${x}" cy="-58" r="47" fill="none" stroke="#c9cfd3" stroke-width="3"/>${Array.from({ length: 8 }, (_, i) => `<path d="M${x}-58l${round(46 * Math.cos(i * 0.785 + pen.moment * 0.785))} ${round(46 * Math.sin(i * 0.785 + pen.moment * 0.785))}" stroke="#aab2b8" stroke-width="1.500"/>`).join('')}<circle cx="${x}" cy="-58" r="6" fill="#6a7278"/>`;
  return `${wheel(-96)}${wheel(98)}<path d="M-96-58-40-134 60-140 0-58ZM-96-58H0M-40-134 0-58-48-150M98-58 60-140 52-168" stroke="${c}" stroke-width="10" stroke-linejoin="round" stroke-linecap="round" fill="none"/><path d="M-76-154h52" stroke="#3a2a20" stroke-width="13" stroke-linecap="round"/><path d="M40-172C56-186 80-184 92-170" stroke="#3a2a20" stroke-width="9" stroke-linecap="round" fill="none"/><circle cy="-58" r="15" fill="none" stroke="#4a5058" stroke-width="6"/><path d="M-12-40 12-76" stroke="#4a5058" stroke-width="6" stroke-linecap="round"/><path d="M62-136h58l-8 40H70Z" fill="#c99a62"/><g transform="translate(90 -146)"><circle cx="-14" r="13" fill="#f2788f"/><circle cx="10" cy="-6" r="14" fill="#f6d05c"/><circle cx="26" cy="4" r="10" fill="#ffffff"/></g>`;
}

function drawTrain(pen: Pen): string {
  const c = pen.random.fork('train').pick(['#2f6b5a', '#b5382f', '#2f4f7a'] as const);
  const wheel = (x: number, r: number) =>
    `<circle cx="${x}" cy="${-r}" r="${r}" fill="#22252a"/><circle cx="${x}" cy="${-r}" r="${r * 0.7}" fill="#b5382f"/><circle cx="${x}" cy="${-r}" r="${r * 0.2}" fill="#e8d9b0"/>`;
  const smoke = Array.from(
    { length: 8 },
    (_, i) =>
      `<circle cx="${round(96 - i * 30 + pen.sway(i * 0.1) * 5)}" cy="${-206 - i * 11}" r="${16 + i * 5}" fill="#f2ede4" opacity="${round(0.85 - i * 0.09)}"/>`,
  ).join('');
  return `${smoke}<rect x="-176" y="-30" width="360" height="16" fill="#3a2a26"/><rect x="-170" y="-150" width="104" height="124" fill="${pen.linear([shade(c, 0.04), shade(c, -0.08)])}"/><rect x="-182" y="-164" width="128" height="18" rx="6" fill="#2a2d33"/><rect x="-152" y="-132" width="30" height="40" fill="#ffd98a"/><rect x="-112" y="-132" width="30" height="40" fill="#ffd98a"/><rect x="-70" y="-116" width="212" height="86" rx="14" fill="${pen.linear([shade(c, 0.12), c, shade(c, -0.12)])}"/><path d="M-20-116v86M40-116v86M96-116v86" stroke="#e0b45c" stroke-width="5"/><path d="M78-116V-180H114V-116Z" fill="#2a2d33"/><path d="M68-190h56l-8 16H76Z" fill="#e0b45c"/><path d="M-6-116v-20a18 18 0 0 1 36 0v20Z" fill="#e0b45c"/><circle cx="142" cy="-74" r="37" fill="#2a2d33"/><circle cx="146" cy="-92" r="12" fill="#fff0b8"/><path d="M146-30 200 0H128Z" fill="#b5382f"/>${wheel(-130, 30)}${wheel(-60, 34)}${wheel(12, 34)}${wheel(96, 24)}<path d="M-130-26H14" stroke="#d9dde0" stroke-width="7" stroke-linecap="round"/><path d="M-230 2H260" stroke="#4a3a30" stroke-width="7"/>`;
}

function drawUfo(pen: Pen): string {
  return `<path d="M-44 24 -150 250H150L44 24Z" fill="${pen.linear([
    ['#c8ffd8', 0, 0.7],
    ['#c8ffd8', 1, 0],
  ])}"/><path d="M-66-20C-66-100 66-100 66-20Z" fill="${pen.linear(['#e0fbff', ['#6fc0d0', 1, 0.85]], 'diagonal')}"/><path d="M-28-20c0-44 56-44 56 0Z" fill="#6fb86a"/><ellipse cx="-9" cy="-34" rx="6" ry="9" fill="#14201a"/><ellipse cx="10" cy="-34" rx="6" ry="9" fill="#14201a"/><path d="M-160 0C-130-34 130-34 160 0 130 38-130 38-160 0Z" fill="${pen.linear(['#e6ebf0', '#8f9db0', '#4f5a70'])}"/><path d="M-160 0C-120 18 120 18 160 0 130 38-130 38-160 0Z" fill="#3f4860" opacity=".6"/>${[-110, -56, 0, 56, 110].map((x, i) => `<circle cx="${x}" cy="${round(8 + 9 * Math.cos(x / 80))}" r="9" fill="${i % 2 === 0 ? '#ffe07a' : '#7af0d0'}" opacity="${(1 - Math.abs(pen.sway(i * 0.2, 2)) * 0.4).toFixed(2)}"/>`).join('')}`;
}

export const vehicles = {
  car: {
    standing: 'ground',
    width: 370,
    height: 155,
    scale: 1.25,
    home: 'city',
    dressed: true,
    draw: drawCar,
  },
  boat: {
    standing: 'float',
    width: 290,
    height: 280,
    scale: 1.1,
    home: 'sea',
    dressed: true,
    draw: drawBoat,
  },
  plane: { standing: 'fly', width: 420, height: 220, scale: 1.15, home: 'sky', draw: drawPlane },
  rocket: {
    standing: 'fly',
    width: 240,
    height: 420,
    scale: 1.5,
    home: 'space',
    lit: false,
    draw: drawRocket,
  },
  balloon: {
    standing: 'fly',
    width: 250,
    height: 350,
    scale: 1.15,
    home: 'hills',
    draw: drawBalloon,
  },
  bicycle: {
    standing: 'ground',
    width: 320,
    height: 190,
    scale: 1.1,
    home: 'field',
    dressed: true,
    draw: drawBicycle,
  },
  train: {
    standing: 'ground',
    width: 420,
    height: 260,
    scale: 1.35,
    home: 'mountains',
    draw: drawTrain,
  },
  ufo: {
    standing: 'fly',
    width: 330,
    height: 330,
    scale: 1.1,
    home: 'field',
    lit: false,
    draw: drawUfo,
  },
} as const satisfies Record<string, Drawing>;
