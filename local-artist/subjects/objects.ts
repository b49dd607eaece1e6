import { shade } from '../colour.ts';
import { type Pen, round } from '../pen.ts';
import { bothSides, type Drawing } from './drawing.ts';

function drawBook(pen: Pen): string {
  const paper = pen.linear(['#fffaf0', '#e8dcc4'], 'right');
  const lines = Array.from({ length: 6 }, (_, i) => `M-112 ${-74 + i * 11}q46-14 96-2`).join('');
  return `<path d="M-140-92C-100-112-40-112 0-88V2C-40-20-100-20-140-2Z" fill="#8e3b34"/><path d="M140-92C100-112 40-112 0-88V2C40-20 100-20 140-2Z" fill="#74302b"/><path d="M-130-98C-92-116-38-114 0-90V-8C-40-30-94-28-130-12Z" fill="${paper}"/><path d="M130-98C92-116 38-114 0-90V-8C40-30 94-28 130-12Z" fill="${pen.linear(['#d9cbb0', '#fffaf0', '#f2e8d4'], 'right')}"/><g stroke="#8a7a66" stroke-width="3" fill="none" opacity=".6"><path d="${lines}"/><g transform="scale(-1 1)"><path d="${lines}"/></g></g><path d="M60-106V-40l10-10 10 10V-108Z" fill="#e4a33c"/><g fill="#ffe9b0">${[
    [-40, -130, 5],
    [10, -160, 7],
    [48, -134, 4],
    [-8, -196, 4],
    [30, -214, 6],
    [-50, -180, 3],
  ]
    .map(
      ([x = 0, y = 0, r = 0]) =>
        `<path d="M${x} ${y - r * 2}l${r * 0.6} ${r * 1.4} ${r * 1.4} ${r * 0.6}-${r * 1.4} ${r * 0.6}-${r * 0.6} ${r * 1.4}-${r * 0.6}-${r * 1.4}-${r * 1.4}-${r * 0.6} ${r * 1.4}-${r * 0.6}Z" opacity="${(0.85 - Math.abs(pen.sway(x / 50)) * 0.3).toFixed(2)}"/>`,
    )
    .join('')}</g>`;
}

function drawCandle(pen: Pen): string {
  const one = (x: number, h: number, w: number, tone: string, phase: number) => {
    const flame = pen.sway(phase, 3) * 5;
    return `<circle cx="${x}" cy="${-h - 30}" r="86" fill="${pen.radial([
      ['#ffcf73', 0, 0.55],
      ['#ffcf73', 1, 0],
    ])}"/><path d="M${x - w} ${-h}h${w * 2}V0h${-w * 2}Z" fill="${pen.linear([shade(tone, 0.05), shade(tone, -0.14)], 'right')}"/><ellipse cx="${x}" cy="${-h}" rx="${w}" ry="${w * 0.24}" fill="#fff0cc"/><path d="M${x}${-h}v-14" stroke="#3a2a1c" stroke-width="3"/><path d="M${x} ${-h - 62}c18 22 18 42 0 52-18-10-18-30 0-52Z" fill="${pen.linear(['#ffe9a0', '#ff9a3c'])}" transform="rotate(${round(flame)} ${x} ${-h})"/><path d="M${x + w * 0.4} ${-h}v${h * 0.3}a5 5 0 0 0 10 0v${-h * 0.3}Z" fill="#fff4dc" opacity=".7"/>`;
  };
  return (
    one(-56, 108, 26, '#e8d3b0', 0) +
    one(56, 84, 24, '#d9a08a', 0.4) +
    one(0, 158, 30, '#f5ead4', 0.2)
  );
}

function drawGift(pen: Pen): string {
  const [box, ribbon] = pen.random.fork('gift').pick([
    ['#c93f3c', '#f6d88a'],
    ['#2f7f78', '#f5ead4'],
    ['#4a4f9a', '#f29a8c'],
    ['#f0e4d0', '#b5352f'],
  ] as const);
  return `<rect x="-92" y="-120" width="184" height="120" rx="6" fill="${pen.linear([shade(box, 0.03), shade(box, -0.1)], 'diagonal')}"/><rect x="-104" y="-152" width="208" height="40" rx="6" fill="${pen.linear([shade(box, 0.08), box])}"/><rect x="-18" y="-152" width="36" height="152" fill="${pen.linear([ribbon, shade(ribbon, -0.1)])}"/>${bothSides(`<path d="M-4-154C-30-214-98-220-94-182-90-156-40-150-4-150Z" fill="${shade(ribbon, 0.02)}"/><path d="M-10-156C-34-192-74-200-74-182-72-168-40-158-10-156Z" fill="${shade(ribbon, -0.16)}"/><path d="M-4-150l-44 44 18 4 4 18 30-60Z" fill="${shade(ribbon, -0.05)}"/>`)}<rect x="-15" y="-168" width="30" height="26" rx="9" fill="${ribbon}"/>`;
}

function drawDiamond(pen: Pen): string {
  const [a] = pen.random
    .fork('gem')
    .pick([['#8fd8ec'], ['#f29ac0'], ['#8fe0b8'], ['#b9a4f4']] as const);
  const f = (points: string, by: number) => `<path d="M${points}Z" fill="${shade(a, by)}"/>`;
  return `<circle cy="-100" r="170" fill="${pen.radial([
    [a, 0, 0.35],
    [a, 1, 0],
  ])}"/>${f('-70-190-120-140-60-140', 0.06)}${f('-70-190-60-140 0-190', 0.13)}${f('0-190-60-140 60-140', 0.02)}${f('0-190 60-140 70-190', 0.1)}${f('70-190 60-140 120-140', -0.06)}${f('-120-140-60-140 0 0', -0.05)}${f('-60-140 60-140 0 0', 0.09)}${f('60-140 120-140 0 0', -0.16)}${f('-60-140 -18-140 0 0', 0.15)}<path d="M-70-190H70M-120-140H120" stroke="#ffffff" stroke-width="2" opacity=".6"/><g fill="#ffffff" opacity="${(0.9 - Math.abs(pen.sway(0.2, 2)) * 0.4).toFixed(2)}"><path d="M-104-196l6 16 16 6-16 6-6 16-6-16-16-6 16-6ZM92-90l4 11 11 4-11 4-4 11-4-11-11-4 11-4Z"/></g>`;
}

function drawCrown(pen: Pen): string {
  const gold = pen.linear(['#fff0b0', '#e8b03c', '#a86a1a'], 'diagonal');
  const gem = (x: number, y: number, r: number, c: string) =>
    `<circle cx="${x}" cy="${y}" r="${r}" fill="${pen.radial([shade(c, 0.2), c, shade(c, -0.2)], [0.35, 0.3, 0.8])}"/>`;
  return `<path d="M-110-20-130-130-66-84-34-164 0-92 34-164 66-84 130-130 110-20Z" fill="${gold}"/><path d="M0-92 34-164 66-84 130-130 110-20H0Z" fill="#8a5210" opacity=".18"/><path d="M-112-34C-60-16 60-16 112-34L108 2C60 20-60 20-108 2Z" fill="${pen.linear(['#f6d06a', '#b9781f'])}"/>${gem(-130, -136, 12, '#d93f4c')}${gem(-34, -170, 13, '#3f8fd0')}${gem(34, -170, 13, '#3f8fd0')}${gem(130, -136, 12, '#d93f4c')}${gem(0, -8, 17, '#d93f4c')}${gem(-58, -12, 12, '#3fa87a')}${gem(58, -12, 12, '#3fa87a')}<path d="M-96-30-112-110" stroke="#ffffff" stroke-width="5" opacity=".6" stroke-linecap="round"/>`;
}

function drawCoins(pen: Pen): string {
  const side = pen.linear(['#a8661a', '#f3c65a', '#b5741f'], 'right');
  const coin = (x: number, y: number) =>
    `<path d="M${x - 52} ${y}v14a52 17 0 0 0 104 0v-14Z" fill="${side}"/><ellipse cx="${x}" cy="${y}" rx="52" ry="17" fill="#f6d374"/><ellipse cx="${x}" cy="${y}" rx="40" ry="12" fill="#e0a83c"/>`;
  const pile = (x: number, n: number) =>
    Array.from({ length: n }, (_, i) => coin(x + ((i * 37) % 9) - 4, -20 - i * 15)).join('');
  const face = `<g transform="translate(8 -58) rotate(${round(-10 + pen.sway(0) * 4)})"><circle r="58" fill="#b5741f"/><circle r="54" fill="${pen.linear(['#ffe9a0', '#e8b03c', '#b9781f'], 'diagonal')}"/><circle r="43" fill="none" stroke="#a8661a" stroke-width="4"/><path d="M0-28l8.500 18.500 20 2.200-15 13.600 4.200 19.800L0 16l-17.700 10.100 4.200-19.800-15-13.600 20-2.200Z" fill="#fff4c8"/></g>`;
  return pile(-78, 4) + pile(84, 7) + pile(-10, 2) + face;
}

function drawHeart(pen: Pen): string {
  const beat = 1 + pen.sway(0, 2) * 0.03;
  const fill = pen.radial(['#ff9a8a', ['#e23b4e', 0.5], '#8a1236'], [0.34, 0.28, 0.9]);
  return `<g transform="translate(0 -100) scale(${beat.toFixed(3)})"><circle r="170" fill="${pen.radial(
    [
      ['#ff7a86', 0, 0.4],
      ['#ff7a86', 1, 0],
    ],
  )}"/><path d="M0 100C-74 50-116 8-112-42-108-92-36-106 0-48 36-106 108-92 112-42 116 8 74 50 0 100Z" fill="${fill}"/><path d="M-84-34c0-22 16-38 36-38" stroke="#ffffff" stroke-width="13" stroke-linecap="round" fill="none" opacity=".65"/></g>`;
}

function drawHeadphones(pen: Pen): string {
  const [cup, band] = pen.random.fork('phones').pick([
    ['#2f7f78', '#f0e4d0'],
    ['#e0694a', '#2b2a33'],
    ['#5a5fb0', '#e8e0f0'],
    ['#efe6d9', '#3a3d48'],
  ] as const);
  return `<path d="M-92-70C-100-228 100-228 92-70" stroke="${band}" stroke-width="22" fill="none" stroke-linecap="round"/><path d="M-76-150C-40-204 40-204 76-150" stroke="${shade(band, -0.14)}" stroke-width="9" fill="none" stroke-linecap="round"/>${bothSides(`<rect x="-86" y="-106" width="34" height="104" rx="17" fill="${shade(cup, -0.18)}"/><rect x="-122" y="-114" width="50" height="118" rx="25" fill="${pen.linear([shade(cup, 0.08), shade(cup, -0.08)], 'diagonal')}"/><path d="M-106-84v54" stroke="${shade(cup, 0.14)}" stroke-width="6" stroke-linecap="round"/>`)}`;
}

function drawSneaker(pen: Pen): string {
  const [main, trim] = pen.random.fork('shoe').pick([
    ['#f2efe8', '#e0573c'],
    ['#2f7f8a', '#f6d05c'],
    ['#e0573c', '#fff4e0'],
    ['#34363f', '#7fe0c0'],
  ] as const);
  return `<path d="M-150-8C-152-30-148-44-140-52H146C166-50 168-20 150-4-60 2-120 4-150-8Z" fill="#f7f3ea"/><path d="M-150-14C-90-4 90-4 158-20L152-4C40 6-110 6-150-6Z" fill="${trim}"/><path d="M-144-48C-152-86-148-118-136-142-118-128-92-128-78-140L-40-146C-16-110 24-92 78-84 124-78 152-66 152-46 60-36-70-36-144-48Z" fill="${pen.linear([shade(main, 0.04), shade(main, -0.09)])}"/><path d="M-60-142-20-78 20-60 8-96C-14-108-30-126-40-146Z" fill="${shade(main, -0.12)}"/><path d="M-52-122-14-134M-40-104-2-116M-26-86 12-100M-10-72 28-90" stroke="#ffffff" stroke-width="7" stroke-linecap="round"/><path d="M-96-40C-90-74-60-84-20-66 30-46 70-60 98-78 76-40 30-30-20-40-56-46-76-50-96-40Z" fill="${trim}"/><path d="M104-80C130-76 152-66 152-46 132-42 112-42 96-44 108-54 110-68 104-80Z" fill="${shade(trim, -0.05)}"/><path d="M-136-142C-150-156-130-170-122-152L-118-126Z" fill="${trim}"/>`;
}

function drawCamera(pen: Pen): string {
  return `<rect x="-44" y="-158" width="88" height="40" rx="8" fill="#4a4f57"/><rect x="-128" y="-130" width="256" height="130" rx="18" fill="${pen.linear(['#cdbfa9', '#a8977d'])}"/><rect x="-128" y="-98" width="256" height="72" fill="${pen.linear(['#4a3a32', '#2b2019'])}"/><circle cy="-64" r="66" fill="#2a2d33"/><circle cy="-64" r="58" fill="#7b818b"/><circle cy="-64" r="50" fill="#191b20"/><circle cy="-64" r="38" fill="${pen.radial(['#8fd0e0', ['#2f4f8a', 0.5], '#0b0f1f'], [0.36, 0.32, 0.8])}"/><circle cx="-14" cy="-80" r="9" fill="#ffffff" opacity=".8"/><rect x="72" y="-122" width="36" height="18" rx="4" fill="#2a3a44"/><circle cx="-96" cy="-138" r="15" fill="#c9503c"/><rect x="-24" y="-150" width="48" height="22" rx="4" fill="#9fc4cf"/>`;
}

function drawLamp(pen: Pen): string {
  const glow = (0.6 + pen.sway(0, 2) * 0.08).toFixed(2);
  return `<circle cy="-112" r="170" fill="${pen.radial([
    ['#ffc766', 0, Number(glow)],
    ['#ffc766', 1, 0],
  ])}"/><path d="M-34-206C-34-246 34-246 34-206" stroke="#5a4a3a" stroke-width="8" fill="none"/><path d="M-50-178 0-214 50-178Z" fill="#6b4f38"/><rect x="-58" y="-180" width="116" height="14" rx="4" fill="#4a3626"/><path d="M-50-166H50L62-30H-62Z" fill="${pen.radial(['#fff6d0', '#ffc95c', '#e08a2c'])}"/><path d="M0-166V-30M-50-166-62-30M50-166 62-30M-56-98H56" stroke="#4a3626" stroke-width="7"/><path d="M0-124c20 24 20 46 0 58-20-12-20-34 0-58Z" fill="#ffffff" opacity=".85"/><path d="M-72-30H72L60 0H-60Z" fill="${pen.linear(['#6b4f38', '#3a291c'])}"/>`;
}

/** An open laptop seen from behind, so that the person who uses it faces the viewer. */
function drawLaptop(pen: Pen): string {
  const lid = pen.linear(['#dfe4ea', '#aeb7c2', '#8b95a2'], 'diagonal');
  return `<path d="M-128-150a14 14 0 0 1 14-14H114a14 14 0 0 1 14 14V-12H-128Z" fill="${lid}"/><path d="M-128-150a14 14 0 0 1 14-14H114a14 14 0 0 1 14 14" stroke="#ffffff" stroke-width="3" fill="none" opacity=".7"/><circle cy="-90" r="17" fill="#f4f7fa"/><path d="M-7-90l5 6 10-12" stroke="#8b95a2" stroke-width="4" fill="none" stroke-linecap="round"/><path d="M-152-14H152L164 0H-164Z" fill="${pen.linear(['#c9d0d8', '#77818d'])}"/><path d="M-164 0H164v7a6 6 0 0 1-6 6H-158a6 6 0 0 1-6-6Z" fill="#5d6671"/>`;
}

/** A bunch of party balloons about its own middle. */
function drawBalloons(pen: Pen): string {
  const colours = ['#e8564a', '#f2b63c', '#3f8fd0', '#6fb86a', '#b06ad0'] as const;
  const places = [
    [-66, -70],
    [70, -58],
    [0, -118],
    [-34, 4],
    [44, 14],
  ] as const;
  return places
    .map(([x, y], i) => {
      const c = colours[i] ?? colours[0];
      const up = y + pen.sway(i * 0.2, 1) * 4;
      return `<path d="M${x} ${up + 58}Q${x * 0.4} 110 0 176" stroke="#f4efe6" stroke-width="2.500" fill="none" opacity=".85"/><path d="M${x} ${up + 50}l-8 13h16Z" fill="${shade(c, -0.1)}"/><ellipse cx="${x}" cy="${up}" rx="44" ry="54" fill="${pen.radial([shade(c, 0.14), c, shade(c, -0.12)], [0.36, 0.3, 0.75])}"/><ellipse cx="${x - 15}" cy="${up - 20}" rx="8" ry="15" fill="#ffffff" opacity=".5" transform="rotate(20 ${x - 15} ${up - 20})"/>`;
    })
    .join('');
}

export const objects = {
  laptop: {
    standing: 'table',
    width: 330,
    height: 180,
    scale: 1.1,
    home: 'studio',
    inFront: true,
    draw: drawLaptop,
  },
  balloons: {
    standing: 'fly',
    width: 240,
    height: 350,
    scale: 1.15,
    home: 'studio',
    draw: drawBalloons,
  },
  book: { standing: 'table', width: 290, height: 220, scale: 1.2, home: 'studio', draw: drawBook },
  candle: {
    standing: 'table',
    width: 180,
    height: 230,
    scale: 1.15,
    home: 'studio',
    lit: false,
    draw: drawCandle,
  },
  gift: { standing: 'table', width: 215, height: 215, scale: 1.15, home: 'studio', draw: drawGift },
  diamond: {
    standing: 'table',
    width: 250,
    height: 200,
    scale: 1.1,
    home: 'backdrop',
    faceted: true,
    lit: false,
    draw: drawDiamond,
  },
  crown: {
    standing: 'table',
    width: 280,
    height: 190,
    scale: 1.1,
    home: 'studio',
    draw: drawCrown,
  },
  coins: {
    standing: 'table',
    width: 280,
    height: 160,
    scale: 1.15,
    home: 'studio',
    draw: drawCoins,
  },
  heart: {
    standing: 'fly',
    width: 230,
    height: 210,
    scale: 1.2,
    home: 'backdrop',
    lit: false,
    draw: (pen) => `<g transform="translate(0 100)">${drawHeart(pen)}</g>`,
  },
  headphones: {
    standing: 'table',
    width: 250,
    height: 200,
    scale: 1.15,
    home: 'studio',
    draw: drawHeadphones,
  },
  sneaker: {
    standing: 'table',
    width: 320,
    height: 175,
    scale: 1.2,
    home: 'studio',
    draw: drawSneaker,
  },
  camera: {
    standing: 'table',
    width: 260,
    height: 160,
    scale: 1.1,
    home: 'studio',
    draw: drawCamera,
  },
  lamp: {
    standing: 'table',
    width: 160,
    height: 240,
    scale: 1,
    home: 'forest',
    lit: false,
    draw: drawLamp,
  },
} as const satisfies Record<string, Drawing>;
