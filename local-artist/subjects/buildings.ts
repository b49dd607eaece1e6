import { shade } from '../colour.ts';
import { type Pen, round } from '../pen.ts';
import { bothSides, type Drawing } from './drawing.ts';

const glass = '#ffd98a';

function drawHouse(pen: Pen): string {
  const [wall, roof, door] = pen.random.fork('house').pick([
    ['#f0e2cc', '#b5482f', '#2f6b5a'],
    ['#c98f6a', '#5b3a34', '#f0e0c0'],
    ['#e6e4dc', '#3f5a72', '#c9503c'],
    ['#e8c27a', '#7a4a3a', '#3f5a4a'],
  ] as const);
  const pane = (x: number, y: number, w: number, h: number) =>
    `<rect x="${x - 4}" y="${y - 4}" width="${w + 8}" height="${h + 8}" fill="${shade(wall, 0.08)}"/><rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${glass}"/><path d="M${x + w / 2} ${y}v${h}M${x} ${y + h / 2}h${w}" stroke="${shade(wall, 0.08)}" stroke-width="3.500"/>`;
  const smoke = [0, 1, 2, 3]
    .map(
      (i) =>
        `<circle cx="${round(92 + i * 9 + pen.sway(i * 0.15) * 5)}" cy="${-262 - i * 24}" r="${11 + i * 4}" fill="#f4efe6" opacity="${round(0.6 - i * 0.13)}"/>`,
    )
    .join('');
  return `${smoke}<rect x="78" y="-250" width="28" height="76" fill="#8a5a48"/><rect x="72" y="-256" width="40" height="12" fill="#6b4336"/><rect x="-20" y="-126" width="156" height="128" fill="${shade(wall, -0.08)}"/><path d="M-136-126-62-222 14-126V2H-136Z" fill="${pen.linear([shade(wall, 0.03), wall])}"/><path d="M-62-224H76L156-118H26Z" fill="${pen.linear([shade(roof, 0.05), shade(roof, -0.06)])}"/><path d="M-40-200H90M-22-176H112M-4-150H134" stroke="${shade(roof, -0.08)}" stroke-width="3"/><path d="M-152-116-62-230 28-116" stroke="${shade(roof, -0.05)}" stroke-width="15" fill="none" stroke-linejoin="round" stroke-linecap="round"/>${pane(-116, -96, 38, 44)}${pane(38, -96, 32, 40)}${pane(88, -96, 32, 40)}<circle cx="-62" cy="-150" r="19" fill="${shade(wall, 0.08)}"/><circle cx="-62" cy="-150" r="14" fill="${glass}"/><path d="M-56 2V-74a24 24 0 0 1 48 0V2Z" fill="${door}"/><circle cx="-17" cy="-38" r="3.500" fill="#f2c14e"/><rect x="-66" y="-2" width="68" height="10" fill="#b9ac9a"/><g fill="#4f7f52"><circle cx="-124" cy="-8" r="20"/><circle cx="-98" cy="-4" r="15"/><circle cx="120" cy="-8" r="20"/><circle cx="60" cy="-4" r="15"/></g>`;
}

function drawCastle(pen: Pen): string {
  const [stone, roof] = pen.random.fork('castle').pick([
    ['#cfc3b2', '#5a4f86'],
    ['#b9b4b8', '#a8483c'],
    ['#d9c8a8', '#2f6b7a'],
  ] as const);
  const face = pen.linear([shade(stone, 0.05), stone, shade(stone, -0.13)], 'right');
  const tower = (x: number, w: number, h: number, r: number) => {
    const flag = pen.sway(x / 200, 2) * 4;
    return `<rect x="${x - w / 2}" y="${-h}" width="${w}" height="${h + 2}" fill="${face}"/><path d="M${x - w / 2 - 8} ${-h + 16}v-22h${w + 16}v22Z" fill="${shade(stone, -0.04)}"/><path d="M${x - w / 2 - 10} ${-h - 4}L${x} ${-h - r}L${x + w / 2 + 10} ${-h - 4}Z" fill="${pen.linear([shade(roof, 0.08), shade(roof, -0.09)], 'right')}"/><path d="M${x} ${-h - r}v-26" stroke="#4a3a30" stroke-width="3"/><path d="M${x} ${-h - r - 26}l30 ${round(8 + flag)}-30 ${round(9 - flag)}Z" fill="#e0573c"/><path d="M${x - 7} ${-h + 62}v-20a7 7 0 0 1 14 0v20Z" fill="${glass}"/>`;
  };
  const teeth = Array.from(
    { length: 9 },
    (_, i) => `<rect x="${-100 + i * 23}" y="-122" width="13" height="14" fill="${stone}"/>`,
  ).join('');
  return `${tower(-58, 46, 190, 74)}${tower(62, 50, 206, 80)}${tower(2, 58, 262, 96)}${teeth}<rect x="-104" y="-110" width="208" height="112" fill="${face}"/>${tower(-118, 52, 140, 74)}${tower(120, 52, 148, 76)}<path d="M-30 2V-50a30 30 0 0 1 60 0V2Z" fill="#4a3226"/><path d="M-18 2V-60M0 2V-78M18 2V-60M-30-26H30" stroke="#2e1e16" stroke-width="3"/><path d="M-76-46v-20a8 8 0 0 1 16 0v20ZM60-46v-20a8 8 0 0 1 16 0v20Z" fill="${glass}"/><path d="M-90-20h18M-50-92h18M40-94h20M78-24h16M-94-88h14M82-78h14" stroke="${shade(stone, -0.1)}" stroke-width="5"/>`;
}

function drawLighthouse(pen: Pen): string {
  const turn = pen.sway(0, 1) * 5;
  const beam = `<g transform="rotate(${round(turn)} 0 -286)"><path d="M0-286-520-390V-230ZM0-286 520-390V-230Z" fill="${pen.radial(
    [
      ['#fff3b8', 0, 0.65],
      ['#fff3b8', 1, 0],
    ],
  )}"/></g>`;
  return `${beam}<path d="M-150 6C-120-30-90-26-70-44-40-56 50-56 76-40 100-28 130-28 150 6Z" fill="#5a5550"/><path d="M-70-44C-40-56 50-56 76-40 50-20 40 0 30 6H-20C-30-10-50-30-70-44Z" fill="#726b62"/><path d="M-48-40-30-250H30L48-40Z" fill="${pen.linear(['#ffffff', '#f0ebe2', '#b9b5ae'], 'right')}"/><path d="M-44.500-82-41-124H41L44.500-82ZM-38-166-34.500-208H34.500L38-166Z" fill="${pen.linear(['#e8604a', '#d9402f', '#8f2a22'], 'right')}"/><rect x="-44" y="-262" width="88" height="14" fill="#3a3f46"/><rect x="-24" y="-306" width="48" height="46" fill="#ffe9a0"/><path d="M-24-306V-260M-8-306V-260M8-306V-260M24-306V-260" stroke="#3a3f46" stroke-width="4"/><path d="M-34-304C-30-334 30-334 34-304Z" fill="#c93a2c"/><rect x="-2" y="-348" width="4" height="24" fill="#3a3f46"/><path d="M-11-40V-66a11 11 0 0 1 22 0V-40Z" fill="#4a3a34"/><rect x="-6" y="-150" width="12" height="18" rx="6" fill="#4a5560"/>`;
}

function drawChurch(pen: Pen): string {
  const gold = pen.linear(['#fff0b0', '#e8b03c', '#a86a1a'], 'right');
  const white = pen.linear(['#ffffff', '#efe8dc', '#c3b9ab'], 'right');
  const dome = (x: number, y: number, s: number, fill: string) =>
    `<g transform="translate(${x} ${y}) scale(${s})"><rect x="-22" y="-2" width="44" height="66" fill="${white}"/><path d="M-6 50V24a6 6 0 0 1 12 0V50Z" fill="#5a6a78"/><path d="M-24 0C-50-34-16-56 0-96 16-56 50-34 24 0Z" fill="${fill}"/><path d="M0-94V-130M-12-116H12M-8-104 8-108" stroke="#e8b03c" stroke-width="5"/></g>`;
  const blue = pen.linear(['#6fa6d0', '#2f6b9a', '#1c4468'], 'right');
  return `${dome(-76, -178, 0.75, blue)}${dome(76, -178, 0.75, blue)}${dome(0, -236, 1.15, gold)}${dome(-40, -160, 0.7, blue)}${dome(40, -160, 0.7, blue)}<path d="M-104 2V-120C-104-150-60-150-52-124-44-152 44-152 52-124 60-150 104-150 104-120V2Z" fill="${white}"/><path d="M-52-124V2M52-124V2" stroke="#c3b9ab" stroke-width="5"/><path d="M-24 2V-62a24 24 0 0 1 48 0V2Z" fill="#6b4a34"/>${bothSides('<path d="M-86-40V-76a9 9 0 0 1 18 0V-40Z" fill="#5a6a78"/>')}<path d="M-12-104a12 12 0 0 1 24 0Z" fill="#e8b03c"/><rect x="-112" y="-4" width="224" height="10" fill="#a89f92"/>`;
}

function drawWindmill(pen: Pen): string {
  const turn = 18 + 90 * pen.moment;
  const vane = `<path d="M-4 0V-148H4V0Z" fill="#5a3f2c"/><path d="M6-30H40V-146H6Z" fill="#f4ead8"/><path d="M6-60H40M6-90H40M6-118H40M23-30V-146" stroke="#8a6a4a" stroke-width="2.500"/>`;
  return `<path d="M-64 2-40-186H40L64 2Z" fill="${pen.linear(['#f4ead8', '#d9c4a2', '#a88a66'], 'right')}"/><path d="M-50-180C-40-232 40-232 50-180Z" fill="${pen.linear(['#a8543c', '#6b2f24'], 'right')}"/><path d="M-16 2V-44a16 16 0 0 1 32 0V2Z" fill="#5a3f2c"/><rect x="-11" y="-104" width="22" height="28" rx="11" fill="${glass}"/><path d="M-60-30H60" stroke="#8a6a4a" stroke-width="5"/><g transform="translate(0 -192) rotate(${round(turn)})">${[0, 90, 180, 270].map((a) => `<g transform="rotate(${a})">${vane}</g>`).join('')}<circle r="11" fill="#3a281c"/></g>`;
}

export const buildings = {
  house: {
    standing: 'ground',
    width: 310,
    height: 260,
    scale: 1.25,
    home: 'hills',
    draw: drawHouse,
  },
  castle: {
    standing: 'ground',
    width: 310,
    height: 370,
    scale: 1.7,
    home: 'mountains',
    draw: drawCastle,
  },
  lighthouse: {
    standing: 'ground',
    width: 300,
    height: 350,
    scale: 1.5,
    home: 'sea',
    draw: drawLighthouse,
  },
  church: {
    standing: 'ground',
    width: 230,
    height: 390,
    scale: 1.55,
    home: 'field',
    draw: drawChurch,
  },
  windmill: {
    standing: 'ground',
    width: 220,
    height: 350,
    scale: 1.4,
    home: 'field',
    draw: drawWindmill,
  },
} as const satisfies Record<string, Drawing>;
