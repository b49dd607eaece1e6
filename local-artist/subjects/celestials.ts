import { mix, shade } from '../colour.ts';
import { type Pen, round } from '../pen.ts';
import type { Drawing } from './drawing.ts';

function drawPlanet(pen: Pen): string {
  const random = pen.random.fork('planet');
  const [light, body, dark, ring] = random.pick([
    ['#ffd9a0', '#ea8f56', '#5b2437', '#ffe9c4'],
    ['#d6f0e8', '#4fa3a8', '#123a55', '#f4e0b8'],
    ['#f6d0e8', '#a868b8', '#33184f', '#ffd9a8'],
    ['#cfe0ff', '#5a7fd0', '#1a2358', '#e8d8ff'],
  ] as const);
  const ball = '<circle r="100"/>';
  const bands = Array.from({ length: 7 }, (_, i) => {
    const y = -84 + i * 27;
    return `<path d="M-120 ${y}C-50 ${round(y + 24)} 60 ${round(y - 6 + random.between(-8, 8))} 130 ${round(y - 26)}" stroke="${i % 2 === 0 ? light : mix(body, dark, 0.6)}" stroke-width="${round(random.between(6, 15))}" fill="none" opacity=".38"/>`;
  }).join('');
  const hoop = pen.linear(
    [
      [ring, 0, 0.15],
      [ring, 0.35, 0.95],
      [mix(ring, body, 0.5), 1, 0.25],
    ],
    'right',
  );
  const ringPath = 'M-176 0A176 40 0 0 0 176 0';
  const rings = (path: string) =>
    `<g fill="none" stroke="${hoop}"><path d="${path}" stroke-width="15"/><path d="${path}" stroke-width="5" transform="scale(1.14 1.2)" opacity=".7"/><path d="${path}" stroke-width="4" transform="scale(.86 .8)" opacity=".55"/></g>`;
  const tilt = -20 + pen.sway(0) * 3;
  return `<circle r="150" fill="${pen.radial([
    [body, 0.5, 0.4],
    [body, 1, 0],
  ])}"/><g transform="rotate(${round(tilt)})">${rings('M-176 0A176 40 0 0 1 176 0')}</g><circle r="100" fill="${pen.linear([light, [body, 0.45], dark], 'diagonal')}"/><g ${pen.clip(ball)}>${bands}<circle cx="46" cy="46" r="122" fill="${pen.radial(
    [
      [dark, 0.55, 0],
      [dark, 1, 0.85],
    ],
    [0.28, 0.28, 0.78],
  )}"/></g><g transform="rotate(${round(tilt)})">${rings(ringPath)}</g><circle cx="156" cy="-132" r="17" fill="#cfd8dc"/><circle cx="161" cy="-136" r="16" fill="#12283a"/>`;
}

function drawSun(pen: Pen): string {
  const rays = Array.from(
    { length: 16 },
    (_, i) =>
      `<path d="M-11-116 0 ${i % 2 === 0 ? -176 : -152} 11-116Z" transform="rotate(${round(i * 22.5 + pen.moment * 22.5)})"/>`,
  ).join('');
  return `<circle r="230" fill="${pen.radial([
    ['#ffd98a', 0.2, 0.6],
    ['#ffd98a', 1, 0],
  ])}"/><g fill="${'#f6b53c'}">${rays}</g><circle r="100" fill="${pen.radial(['#fff6cf', ['#ffd35c', 0.6], '#f29a2c'], [0.42, 0.38, 0.75])}"/>`;
}

function drawMoon(pen: Pen): string {
  const crescent = pen.random.fork('phase').chance(0.5);
  const shape = crescent
    ? '<path d="M30-96A100 100 0 1 0 96 30 80 80 0 1 1 30-96Z"/>'
    : '<circle r="100"/>';
  const craters = [
    [-34, -20, 20],
    [24, 28, 27],
    [12, -50, 13],
    [-22, 54, 15],
    [54, -16, 11],
    [-64, 22, 12],
    [-50, -58, 9],
  ]
    .map(
      ([x = 0, y = 0, r = 0]) =>
        `<circle cx="${x}" cy="${y}" r="${r}" fill="#b9b6a8" opacity=".5"/><path d="M${x - r} ${y}a${r} ${r} 0 0 1 ${r * 2} 0" fill="none" stroke="#8d8c86" stroke-width="2.500" opacity=".5"/>`,
    )
    .join('');
  return `<circle r="230" fill="${pen.radial([
    ['#fff3cf', 0.2, 0.38],
    ['#fff3cf', 1, 0],
  ])}"/><g ${pen.clip(shape)}><circle r="100" fill="${pen.radial(['#fffbe8', ['#efe6c8', 0.6], '#b9b3a0'], [0.36, 0.34, 0.8])}"/>${craters}</g>`;
}

function drawRainbow(): string {
  const colours = ['#e8584a', '#f29a4c', '#f6d05c', '#6fb87a', '#4f9ac0', '#7a62b0'];
  return `<g fill="none" stroke-width="17" opacity=".72">${colours.map((c, i) => `<path d="M${-300 + i * 16} 130A${300 - i * 16} ${300 - i * 16} 0 0 1 ${300 - i * 16} 130" stroke="${c}"/>`).join('')}</g>`;
}

function drawCloud(pen: Pen): string {
  const heap = (x: number, y: number, r: number, tone: string) =>
    `<circle cx="${x}" cy="${y}" r="${r}" fill="${tone}"/>`;
  const fill = pen.linear(['#ffffff', '#eaf1f5', '#b9cad8']);
  return `<g transform="translate(${round(pen.sway(0) * 12)} 0)"><path d="M-150 40a44 44 0 0 1 0-88 70 70 0 0 1 128-36A58 58 0 0 1 80-60a52 52 0 0 1 76 100Z" fill="${fill}"/>${heap(-90, -30, 46, '#ffffff')}${heap(-30, -60, 50, '#ffffff')}${heap(60, -34, 44, '#ffffff')}<path d="M-186 10a44 44 0 0 0 36 30H150a52 52 0 0 0 40-24C120 40-80 34-186 10Z" fill="#a3b8c9" opacity=".6"/></g>`;
}

function drawComet(pen: Pen): string {
  return `<g transform="rotate(-32)"><path d="M0-22C160-40 330-26 460 0 330 26 160 40 0 22Z" fill="${pen.linear(
    [
      ['#bfe6ff', 0, 0.9],
      ['#7fb0ff', 0.4, 0.4],
      ['#7fb0ff', 1, 0],
    ],
    'right',
  )}"/><path d="M0-10C120-16 220-10 300 0 220 10 120 16 0 10Z" fill="#ffffff" opacity=".6"/><circle r="80" fill="${pen.radial(
    [
      ['#dff2ff', 0, 0.7],
      ['#dff2ff', 1, 0],
    ],
  )}"/><circle r="24" fill="#ffffff"/></g>`;
}

function drawFireworks(pen: Pen): string {
  const random = pen.random.fork('fireworks');
  const hues = ['#ffd35c', '#ff7a6a', '#7fe0d0', '#c89aff', '#ffffff', '#8fb8ff'] as const;
  const burst = (x: number, y: number, size: number) => {
    const colour = random.pick(hues);
    const grown = size * (1 + 0.12 * pen.sway(random.next(), 2));
    let svg = `<circle r="${round(grown * 1.3)}" fill="${pen.radial([
      [colour, 0, 0.35],
      [colour, 1, 0],
    ])}"/>`;
    for (let i = 0; i < 28; i++) {
      const a = (i / 28) * 6.283;
      const far = grown * (i % 2 === 0 ? 1 : 0.68);
      svg += `<path d="M${round(Math.cos(a) * far * 0.3)} ${round(Math.sin(a) * far * 0.3)}Q${round(Math.cos(a) * far * 0.8)} ${round(Math.sin(a) * far * 0.72)} ${round(Math.cos(a) * far)} ${round(Math.sin(a) * far + far * 0.12)}" stroke="${i % 3 === 0 ? shade(colour, 0.1) : colour}" stroke-width="2.600" fill="none" stroke-linecap="round" opacity=".85"/><circle cx="${round(Math.cos(a) * far)}" cy="${round(Math.sin(a) * far + far * 0.12)}" r="3.400" fill="#fff8e0"/>`;
    }
    return `<g transform="translate(${x} ${y})">${svg}</g>`;
  };
  return (
    burst(-110, -30, 92) +
    burst(80, -96, 120) +
    burst(136, 70, 70) +
    burst(-30, 96, 60) +
    burst(-180, -130, 56)
  );
}

function drawAurora(pen: Pen): string {
  return [0, 1, 2, 3]
    .map((i) => {
      const colour = ['#6ff0b8', '#4fd0d8', '#9a8aff', '#7af08a'][i] ?? '#6ff0b8';
      const y = -60 + i * 34;
      const s = pen.sway(i * 0.2) * 30;
      return `<path d="M-420 ${y}C-260 ${round(y - 110 + s)}-120 ${round(y + 70 - s)} 40 ${round(y - 40)}S300 ${round(y - 110 + s)} 430 ${y - 30}V${y - 210}C300 ${y - 290} 160 ${round(y - 200 + s)} 20 ${y - 230}S-280 ${y - 280}-420 ${y - 190}Z" fill="${pen.linear(
        [
          [colour, 0, 0],
          [colour, 0.55, 0.12],
          [colour, 0.86, 0.6],
          [colour, 1, 0],
        ],
      )}" ${pen.blur(6)}/>`;
    })
    .join('');
}

export const celestials = {
  planet: {
    standing: 'celestial',
    width: 360,
    height: 300,
    scale: 1.5,
    home: 'space',
    lit: false,
    draw: drawPlanet,
  },
  sun: {
    standing: 'celestial',
    width: 300,
    height: 300,
    scale: 0.75,
    home: 'hills',
    lit: false,
    draw: drawSun,
  },
  moon: {
    standing: 'celestial',
    width: 240,
    height: 240,
    scale: 0.72,
    home: 'hills',
    lit: false,
    draw: drawMoon,
  },
  rainbow: {
    standing: 'celestial',
    width: 560,
    height: 300,
    scale: 1.9,
    home: 'hills',
    lit: false,
    draw: drawRainbow,
  },
  cloud: {
    standing: 'celestial',
    width: 400,
    height: 180,
    scale: 0.95,
    home: 'sky',
    draw: drawCloud,
  },
  comet: {
    standing: 'celestial',
    width: 420,
    height: 320,
    scale: 1.1,
    home: 'space',
    lit: false,
    draw: drawComet,
  },
  fireworks: {
    standing: 'celestial',
    width: 480,
    height: 380,
    scale: 1.6,
    home: 'city',
    lit: false,
    draw: drawFireworks,
  },
  aurora: {
    standing: 'celestial',
    width: 700,
    height: 330,
    scale: 2.2,
    home: 'mountains',
    lit: false,
    draw: drawAurora,
  },
} as const satisfies Record<string, Drawing>;
