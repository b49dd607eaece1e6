import { mix, shade } from '../colour.ts';
import { type Pen, round } from '../pen.ts';
import { bothSides, type Drawing } from './drawing.ts';

/** A flower with two rings of petals around its own centre. */
function bloom(pen: Pen, petals: number, r: number, colour: string, heart: string): string {
  const ring = (count: number, size: number, tone: string, turn: number) =>
    Array.from(
      { length: count },
      (_, i) =>
        `<path d="M0 0C${round(-size * 0.42)} ${round(-size * 0.4)} ${round(-size * 0.3)} ${-size} 0 ${-size}S${round(size * 0.42)} ${round(-size * 0.4)} 0 0Z" transform="rotate(${round((360 * i) / count + turn)})" fill="${pen.linear([shade(tone, 0.08), shade(tone, -0.07)])}"/>`,
    ).join('');
  return `${ring(petals, r, shade(colour, -0.05), 0)}${ring(petals, r * 0.8, colour, 180 / petals)}<circle r="${round(r * 0.27)}" fill="${pen.radial([shade(heart, 0.1), shade(heart, -0.14)])}"/>`;
}

const stem = (x: number, top: number, bend: number, colour = '#4f7a4a') =>
  `<path d="M0 0Q${bend} ${round(top * 0.5)} ${x} ${top}" stroke="${colour}" stroke-width="8" fill="none" stroke-linecap="round"/>`;
const blade = (x: number, y: number, angle: number, size: number, colour = '#5c8a52') =>
  `<path d="M0 0C-16-30-12-70 0-90 14-70 16-30 0 0Z" transform="translate(${x} ${y}) rotate(${angle}) scale(${size})" fill="${colour}"/>`;

const petalColours = ['#f2788f', '#f6b04c', '#ffffff', '#b48ae0', '#e8584a', '#8fb8f0'] as const;

function drawFlower(pen: Pen): string {
  const colour = pen.random.fork('flower').pick(petalColours);
  return `${stem(0, -190, -14)}${blade(-4, -60, -58, 1)}${blade(-2, -90, 52, 0.9, '#6f9f5f')}<g transform="translate(0 -200) rotate(${round(pen.sway(0) * 5)})">${bloom(pen, 9, 84, colour, '#f2b93c')}</g>`;
}

function drawRose(pen: Pen): string {
  const colour = pen.random
    .fork('rose')
    .pick(['#d9304a', '#f29ab0', '#f6e6d0', '#f2b04c'] as const);
  const d = (by: number) => shade(colour, by);
  return `${stem(0, -170, 10)}${blade(2, -70, 60, 0.95)}${blade(0, -100, -62, 0.85, '#4a7a48')}<g transform="translate(0 -210) rotate(${round(pen.sway(0) * 4)}) scale(1.15)"><path d="M-30 40Q0 66 30 40L20 56-20 56Z" fill="#4a7a48"/><path d="M-66-8C-70 30-40 54 0 54S70 30 66-8C30 20-30 20-66-8Z" fill="${d(-0.1)}"/><path d="M-70-14C-84-54-30-62-8-46-30-20-34 20-12 50-50 44-66 16-70-14Z" fill="${d(0.02)}"/><path d="M70-14C84-54 30-62 8-46 30-20 34 20 12 50 50 44 66 16 70-14Z" fill="${d(-0.03)}"/><path d="M-42-42C-30-74 30-74 42-42 40 0 24 30 0 38-24 30-40 0-42-42Z" fill="${d(0.06)}"/><path d="M-30-38C-16-60 22-58 30-36 22-10 10 0-4 4-18-4-28-18-30-38Z" fill="${d(-0.09)}"/><path d="M-20-36C-8-50 16-48 20-34 14-18 4-10-4-8-14-14-20-24-20-36Z" fill="${d(0.04)}"/><path d="M-8-34C0-42 12-38 10-30 4-20-4-20-8-34Z" fill="${d(-0.14)}"/><path d="M-42-42C-40-4-20 26 0 38" stroke="${d(-0.12)}" stroke-width="3" fill="none"/></g>`;
}

function tulipHead(pen: Pen, colour: string): string {
  return `<path d="M-46-60C-60 0-40 36 0 36S60 0 46-60L22-30Z" fill="${shade(colour, -0.08)}"/><path d="M-46-62C-52-10-42 30-4 36-14 0-18-30-20-46Z" fill="${shade(colour, 0.03)}"/><path d="M46-62C52-10 42 30 4 36 14 0 18-30 20-46Z" fill="${shade(colour, -0.04)}"/><path d="M0-78C-30-46-32 6 0 36 32 6 30-46 0-78Z" fill="${pen.linear([shade(colour, 0.1), colour])}"/>`;
}

function drawTulip(pen: Pen): string {
  const colour = pen.random
    .fork('tulip')
    .pick(['#e8584a', '#f6b04c', '#d77ab8', '#f5e6dc', '#8a4f9f'] as const);
  return `${stem(0, -160, -8)}<path d="M0 0C-50-40-66-110-56-160-36-120-14-60 0 0Z" fill="#5c8a52"/><path d="M0 0C40-30 62-80 62-130 38-100 14-50 0 0Z" fill="#4a7a48"/><g transform="translate(0 -190) rotate(${round(pen.sway(0) * 4)})">${tulipHead(pen, colour)}</g>`;
}

function drawSunflower(pen: Pen): string {
  const seeds = Array.from({ length: 60 }, (_, i) => {
    const a = i * 2.39996;
    const d = Math.sqrt(i) * 4.6;
    return `<circle cx="${round(Math.cos(a) * d)}" cy="${round(Math.sin(a) * d)}" r="2.300"/>`;
  }).join('');
  return `${stem(0, -180, 12)}${blade(4, -50, 66, 1.2)}${blade(2, -80, -64, 1.2, '#4a7a48')}<g transform="translate(0 -205) rotate(${round(pen.sway(0) * 4)})">${bloom(pen, 17, 98, '#f6bb2e', '#5a3416')}<circle r="42" fill="${pen.radial(['#7a4a22', '#3a1f0e'])}"/><g fill="#a86f34">${seeds}</g></g>`;
}

function drawBouquet(pen: Pen): string {
  const random = pen.random.fork('bouquet');
  const spots = [
    [-72, -216],
    [70, -222],
    [0, -262],
    [-34, -180],
    [42, -178],
    [-100, -158],
    [102, -160],
    [2, -214],
    [-60, -276],
    [62, -284],
  ];
  const stems = spots
    .map(
      ([x = 0, y = 0]) =>
        `<path d="M0-90Q${x * 0.3} ${y * 0.7} ${x} ${y}" stroke="#4f7a4a" stroke-width="5" fill="none"/>`,
    )
    .join('');
  const leaves = Array.from({ length: 9 }, (_, i) =>
    blade(-60 + i * 15, -130 - (i % 3) * 12, -80 + i * 20, 1, i % 2 === 0 ? '#5c8a52' : '#3f6b4a'),
  ).join('');
  const heads = spots
    .map(
      ([x = 0, y = 0], i) =>
        `<g transform="translate(${x} ${y}) rotate(${round(x * 0.2 + pen.sway(i * 0.1) * 4)})">${i % 3 === 2 ? `<g transform="scale(.8)">${tulipHead(pen, random.pick(petalColours))}</g>` : bloom(pen, 8 + (i % 3) * 2, 40 + (i % 2) * 9, random.pick(petalColours), '#f2b93c')}</g>`,
    )
    .join('');
  const vase = random.pick(['#e8e0d2', '#2f7f8a', '#c9694a', '#3a3f58'] as const);
  return `${stems}${leaves}${heads}<path d="M-34-112H34C30-90 58-76 58-40 58-10 34 0 0 0S-58-10-58-40C-58-76-30-90-34-112Z" fill="${pen.linear([shade(vase, 0.07), vase, shade(vase, -0.14)], 'right')}"/><path d="M-55-52C-20-40 20-40 55-52" stroke="${shade(vase, -0.12)}" stroke-width="4" fill="none"/>`;
}

function drawTree(pen: Pen): string {
  const random = pen.random.fork('tree');
  const colour = random.pick(['#5f9a5a', '#79a64f', '#f2a0b8', '#d98a34', '#3f7f5f'] as const);
  const heaps = Array.from({ length: 24 }, (_, i) => {
    const a = i * 2.39996;
    const d = Math.sqrt(i / 24) * 96;
    const [x, y] = [Math.cos(a) * d * 1.15, -236 + Math.sin(a) * d * 0.85];
    return {
      y,
      svg: `<circle cx="${round(x + pen.sway(i * 0.07) * 2)}" cy="${round(y)}" r="${round(random.between(30, 44))}" fill="${shade(colour, (-236 - y) * 0.0011 + (x < 0 ? 0.03 : -0.03) + random.between(-0.02, 0.02))}"/>`,
    };
  })
    .sort((p, q) => q.y - p.y)
    .map(({ svg }) => svg)
    .join('');
  return `<path d="M-26 4C-12-40-16-90-14-150L-60-220-48-226-6-176 4-240 16-240 14-170 60-210 68-200 18-140C16-90 18-40 34 4Z" fill="${pen.linear(['#7a5a42', '#4a3426'], 'right')}"/>${heaps}`;
}

function drawPalm(pen: Pen): string {
  const frond = (angle: number, size: number, tone: string) =>
    `<g transform="translate(22 -262) rotate(${round(angle + pen.sway(angle / 300) * 3)}) scale(${size})"><path d="M0 0C30-34 90-42 142 10 100-8 60-6 0 0ZM0 0C34-20 96-14 142 10 96 4 50 12 0 0Z" fill="${tone}"/></g>`;
  return `<path d="M-22 4C-6-90-2-180 12-264H30C24-170 16-80 16 4Z" fill="${pen.linear(['#a67c52', '#6b4a30'], 'right')}"/>${[40, 80, 120, 160, 200, 240].map((y) => `<path d="M${round(-16 + y * 0.11)} ${-y}q16 8 30 0" stroke="#5a3d28" stroke-width="4" fill="none"/>`).join('')}${frond(-20, 1, '#2f6b4a')}${frond(200, 1, '#275c40')}${frond(28, 0.95, '#4f8a5a')}${frond(150, 0.95, '#3f7a50')}${frond(-62, 0.85, '#5f9a62')}${frond(-118, 0.85, '#4a8a58')}${frond(70, 0.75, '#2f6b4a')}<circle cx="10" cy="-252" r="11" fill="#6b4a30"/><circle cx="30" cy="-246" r="11" fill="#7d5838"/>`;
}

function drawCactus(pen: Pen): string {
  const green = pen.linear(['#6fa868', '#3f7a52', '#28543c'], 'right');
  const spines = Array.from(
    { length: 18 },
    (_, i) => `M${-20 + (i % 3) * 20} ${-30 - Math.floor(i / 3) * 36}l-4-7m4 7l4-7`,
  ).join('');
  return `<rect x="-40" y="-250" width="80" height="252" rx="40" fill="${green}"/><path d="M-40-90H-70a20 20 0 0 1-20-20V-170" stroke="#4a8458" stroke-width="38" stroke-linecap="round" fill="none"/><path d="M40-120H62a20 20 0 0 0 20-20V-190" stroke="#2f6344" stroke-width="34" stroke-linecap="round" fill="none"/><path d="M-20-236V0M0-246V0M20-236V0" stroke="#28543c" stroke-width="3" opacity=".45"/><path d="${spines}" stroke="#f0ecd0" stroke-width="2.500" fill="none"/><g transform="translate(0 -256)">${bloom(pen, 8, 28, '#f2788f', '#f6d05c')}</g>`;
}

function drawMushroom(pen: Pen): string {
  const cap = pen.random.fork('cap').pick(['#d9382e', '#b9763a', '#d96a3a'] as const);
  const one = (x: number, s: number) =>
    `<g transform="translate(${x} 0) scale(${s})"><path d="M-30 2C-22-50-26-80-24-110H24C26-80 22-50 32 2 14 10-14 10-30 2Z" fill="${pen.linear(['#fff6e6', '#d9c6a8'], 'right')}"/><path d="M-28-92q28 20 56 0l4 16q-32 18-64 0Z" fill="#efe0c6"/><path d="M-106-104C-112-176-60-216 0-216S112-176 106-104C70-84-70-84-106-104Z" fill="${pen.radial([shade(cap, 0.14), cap, shade(cap, -0.16)], [0.38, 0.25, 0.85])}"/><path d="M-106-104C-60-122 60-122 106-104 70-84-70-84-106-104Z" fill="${mix(cap, '#fff0d8', 0.75)}"/><g fill="#fff6e6"><ellipse cx="-52" cy="-156" rx="17" ry="14"/><ellipse cx="4" cy="-184" rx="15" ry="12"/><ellipse cx="58" cy="-150" rx="16" ry="13"/><ellipse cx="2" cy="-138" rx="12" ry="9"/><ellipse cx="-86" cy="-122" rx="9" ry="7"/><ellipse cx="88" cy="-122" rx="9" ry="7"/></g></g>`;
  return one(78, 0.55) + one(-18, 1) + one(-112, 0.38);
}

function drawLeaves(pen: Pen): string {
  const greens = ['#2f6b4a', '#79a06a', '#c9b36a', '#3f8a6a'] as const;
  return (
    [-64, 64, -36, 36, -12, 14]
      .map((angle, i) => {
        const colour = greens[i % greens.length] ?? greens[0];
        return `<g transform="rotate(${round(angle + pen.sway(i * 0.15) * 2)}) scale(${round(1.3 + i * 0.09)})"><path d="M0 0C-46-26-60-84-26-138-6-166 10-168 26-138 60-84 46-26 0 0Z" fill="${pen.linear([shade(colour, 0.06), shade(colour, -0.1)])}"/><path d="M0 0V-150M0-30-34-56M0-30 34-56M0-60-40-88M0-60 40-88M0-90-34-116M0-90 34-116" stroke="#f3f0d8" stroke-opacity=".3" stroke-width="2.200" fill="none"/></g>`;
      })
      .join('') + bothSides('')
  );
}

export const plants = {
  flower: {
    standing: 'ground',
    width: 190,
    height: 290,
    scale: 1.2,
    home: 'field',
    draw: drawFlower,
  },
  rose: {
    standing: 'ground',
    width: 190,
    height: 290,
    scale: 1.3,
    home: 'backdrop',
    draw: drawRose,
  },
  tulip: {
    standing: 'ground',
    width: 150,
    height: 270,
    scale: 1.2,
    home: 'field',
    draw: drawTulip,
  },
  sunflower: {
    standing: 'ground',
    width: 220,
    height: 310,
    scale: 1.3,
    home: 'field',
    draw: drawSunflower,
  },
  bouquet: {
    standing: 'table',
    width: 280,
    height: 340,
    scale: 1.6,
    home: 'studio',
    draw: drawBouquet,
  },
  tree: { standing: 'ground', width: 300, height: 360, scale: 1.5, home: 'field', draw: drawTree },
  palm: { standing: 'ground', width: 300, height: 340, scale: 1.4, home: 'beach', draw: drawPalm },
  cactus: {
    standing: 'ground',
    width: 220,
    height: 290,
    scale: 1.2,
    home: 'desert',
    draw: drawCactus,
  },
  mushroom: {
    standing: 'ground',
    width: 290,
    height: 220,
    scale: 1.15,
    home: 'forest',
    draw: drawMushroom,
  },
  leaves: {
    standing: 'ground',
    width: 340,
    height: 290,
    scale: 1.5,
    home: 'studio',
    draw: drawLeaves,
  },
} as const satisfies Record<string, Drawing>;
