import { shade } from '../colour.ts';
import { type Pen, round } from '../pen.ts';
import { bothSides, type Drawing } from './drawing.ts';

function drawPenguin(pen: Pen): string {
  const coat = pen.linear(['#3a4a5c', '#1b2530'], 'diagonal');
  const belly = pen.linear(['#ffffff', '#e4e6e4', '#c8cdd0']);
  const flap = pen.sway(0, 1) * 6;
  const half = `<path d="M-58-150q-40 40-44 96-4 18 10 14 24-30 40-66Z" fill="${shade('#1b2530', 0.03)}" transform="rotate(${round(flap)} -58 -150)"/><path d="M-46 2q-16-18 0-22h34q8 10 4 22Z" fill="#f09a3c"/>`;
  return `${bothSides(half)}<path d="M0-262c44 0 60 34 60 70 0 26 20 50 20 106C80-30 48-8 0-8s-80-22-80-78c0-56 20-80 20-106 0-36 16-70 60-70Z" fill="${coat}"/><path d="M0-172c26 0 34 8 44 40 12 40 14 114-44 114s-56-74-44-114c10-32 18-40 44-40Z" fill="${belly}"/>${bothSides(`<path d="M-2-182c-12-34-50-44-50-14 0 26 18 40 50 40Z" fill="#ffffff"/><circle cx="-24" cy="-202" r="9" fill="#12181f"/><circle cx="-27" cy="-205" r="3" fill="#ffffff"/><circle cx="-36" cy="-180" r="8" fill="#f5b0a0" opacity=".7"/>`)}<path d="M-16-194q16-10 32 0-6 18-16 24-10-6-16-24Z" fill="#f6a83c"/><path d="M-16-193q16 8 32 0" stroke="#c46f1c" stroke-width="2" fill="none"/><path d="M-52-156q52 26 104 0l4 20q-56 26-112 0Z" fill="#d9503f"/><path d="M26-146l14 52-22 4-8-54Z" fill="#b83c30"/>`;
}

function drawBird(pen: Pen): string {
  const random = pen.random.fork('bird');
  const [body, wing, chest] = random.pick([
    ['#2f7fb8', '#1c5580', '#f2a65a'],
    ['#d9523f', '#9c2f2a', '#fbe6c8'],
    ['#3f9a7a', '#1f6650', '#f6d76b'],
    ['#f2b93c', '#c98a22', '#fff3d6'],
  ] as const);
  const beat = pen.sway(0, 3);
  return `<g transform="rotate(-8)"><path d="M-70 8L-158 34-136 6-160-10Z" fill="${wing}"/><path d="M-84 6C-60-34-6-46 44-38 58-62 96-60 104-30L134-18 104-8C92 34 34 48-20 38-54 32-74 22-84 6Z" fill="${pen.linear([shade(body, 0.07), body, shade(body, -0.05)])}"/><path d="M100-4C88 34 34 48-20 38 20 30 50 8 62-14Z" fill="${chest}"/><path d="M104-30L138-18 104-8Z" fill="#f0a23c"/><circle cx="84" cy="-30" r="6.500" fill="#15181c"/><circle cx="86" cy="-32" r="2" fill="#ffffff"/><g transform="translate(10 -20) scale(1 ${(1 + beat * 0.22).toFixed(3)}) translate(-10 20)"><path d="M34-22C10-96-46-132-112-138-92-122-96-112-108-104-84-102-86-92-96-82-70-84-72-72-80-62-56-64-52-32-28-12-6-2 24-4 34-22Z" fill="${pen.linear([shade(wing, 0.1), wing], 'right')}"/><path d="M-100-128C-48-108-10-72 14-28M-96-100C-52-86-22-58 2-24M-82-72C-52-62-30-44-12-20" stroke="${shade(wing, -0.09)}" stroke-width="2.500" fill="none"/></g></g>`;
}

function drawFish(pen: Pen): string {
  const random = pen.random.fork('fish');
  const [a, b, fin] = random.pick([
    ['#ffb057', '#e4572e', '#ffd9a0'],
    ['#5fd0c8', '#1f6f8b', '#ffe08a'],
    ['#f2788f', '#8a2f6b', '#ffd0c4'],
    ['#ffe07a', '#e89a2c', '#ffffff'],
  ] as const);
  const tail = pen.sway(0, 2) * 8;
  const scales = Array.from({ length: 15 }, (_, i) => {
    const x = -46 + (i % 5) * 19;
    const y = -22 + Math.floor(i / 5) * 20 + (i % 2) * 8;
    return `M${x} ${y}q10 9 0 18`;
  }).join('');
  const fins = pen.linear([fin, [b, 1, 0.85]]);
  return `<g transform="rotate(${round(tail * 0.3)})"><path d="M-66 0C-100-46-140-66-170-58-150-30-150-10-156 0-150 12-150 34-170 60-140 66-100 46-66 0Z" fill="${fins}" transform="translate(-66 0) skewY(${round(tail)}) translate(66 0)"/><path d="M-40-46C-20-98 40-108 66-92 54-76 50-60 52-46Z" fill="${fins}"/><path d="M-10 46C-20 84 4 100 26 98 20 80 30 62 34 48Z" fill="${fins}"/><path d="M118 0C96-46 40-62-10-56-46-50-70-24-84 0-70 24-46 50-10 56 40 62 96 46 118 0Z" fill="${pen.linear([a, b])}"/><path d="M58-50c-14 30-14 70 0 100" stroke="${fin}" stroke-width="9" fill="none" opacity=".8"/><path d="M12-56c-12 34-12 78 0 112" stroke="${fin}" stroke-width="6" fill="none" opacity=".55"/><path d="${scales}" stroke="${fin}" stroke-width="2" fill="none" opacity=".5"/><circle cx="84" cy="-14" r="11" fill="#ffffff"/><circle cx="86" cy="-14" r="6" fill="#15181c"/><circle cx="88" cy="-17" r="2" fill="#ffffff"/><path d="M118 2q-14 8-22 5" stroke="${shade(b, -0.12)}" stroke-width="3" fill="none" stroke-linecap="round"/><path d="M40 10c-24 2-38 16-44 34 22 0 40-12 50-26Z" fill="${fins}"/></g>`;
}

function drawWhale(pen: Pen): string {
  const sway = pen.sway(0, 1) * 4;
  const grooves = Array.from(
    { length: 6 },
    (_, i) =>
      `M${128 - i * 8} ${22 + i * 5}C${70 - i * 5} ${52 + i * 5} ${10 - i * 10} ${50 + i * 5} ${-30 - i * 3} ${34 + i * 4}`,
  ).join('');
  return `<g transform="rotate(${round(-6 + sway * 0.4)})"><path d="M-110-6C-150-20-176-52-204-86-214-62-206-46-196-36-214-34-232-20-236 2-204-8-170 8-128 30Z" fill="#1f4c6e" transform="rotate(${round(sway)} -120 0)"/><path d="M150 0C144-52 84-84 10-80-60-76-110-44-132 6-90 40-40 66 30 68 100 70 152 44 150 0Z" fill="${pen.linear(['#5b93b8', '#2f6489', '#1c405e'])}"/><path d="M150 0C144 44 92 70 30 68-20 66-60 52-96 32-20 44 90 40 150 0Z" fill="#dfe8ea"/><path d="${grooves}" stroke="#9fb6c2" stroke-width="2.500" fill="none" opacity=".7"/><path d="M20 40c-10 40-40 62-72 66 0-30 20-56 42-72Z" fill="#27567a"/><circle cx="106" cy="2" r="6" fill="#0e1b26"/><circle cx="108" cy="0" r="2" fill="#ffffff"/><path d="M-10-70c30 8 90 12 130 40" stroke="#8fbad4" stroke-width="4" fill="none" opacity=".5"/><g fill="#8fbad4" opacity=".55"><circle cx="40" cy="-54" r="4"/><circle cx="62" cy="-44" r="3"/><circle cx="16" cy="-50" r="3"/><circle cx="-20" cy="-46" r="4"/></g></g>`;
}

function drawJellyfish(pen: Pen): string {
  const pulse = 1 + pen.sway(0, 2) * 0.05;
  const arms = Array.from({ length: 9 }, (_, i) => {
    const x = -64 + i * 16;
    const bend = 18 * Math.sin(i * 1.7) + pen.sway(i * 0.13, 1) * 12;
    return `<path d="M${x} -20c${round(bend)} 50 ${round(-bend)} 90 ${round(bend * 0.6)} ${round(120 + 40 * Math.sin(i * 2.3))}" stroke="${i % 2 === 0 ? '#f5b8e0' : '#a9c8ff'}" stroke-width="${i % 3 === 1 ? 7 : 3}" stroke-linecap="round" fill="none" opacity=".65"/>`;
  }).join('');
  return `<circle r="150" fill="${pen.radial([
    ['#e8a0ff', 0, 0.35],
    ['#e8a0ff', 1, 0],
  ])}"/>${arms}<g transform="scale(${pulse.toFixed(3)} ${(2 - pulse).toFixed(3)})"><path d="M-92-18C-96-100-46-136 0-136S96-100 92-18C78-34 66-34 54-18 40-34 28-34 14-18 2-34-12-34-22-18-36-34-48-34-58-18-70-34-82-32-92-18Z" fill="${pen.radial(['#fff0ff', ['#e59be8', 0.5], ['#6a5acd', 1, 0.9]], [0.45, 0.25, 0.8])}"/><path d="M-60-40c-2-46 26-72 60-74M60-40c2-46-26-72-60-74M0-34v-80" stroke="#ffffff" stroke-width="3" fill="none" opacity=".45"/><ellipse cx="-30" cy="-100" rx="22" ry="12" fill="#ffffff" opacity=".55" transform="rotate(-28 -30 -100)"/></g>`;
}

function drawButterfly(pen: Pen): string {
  const random = pen.random.fork('butterfly');
  const [a, b, edge] = random.pick([
    ['#ffb057', '#d94f2b', '#2b1a1a'],
    ['#7fc8f0', '#2a5fb0', '#10183a'],
    ['#f0a0d0', '#8a3aa0', '#241033'],
  ] as const);
  const fill = pen.radial([a, b], [0.8, 0.6, 0.9]);
  const fold = 1 - Math.abs(pen.sway(0, 2)) * 0.35;
  const half = `<path d="M-4-10C-30-90-110-130-150-104-164-60-120-4-6 6Z" fill="${edge}"/><path d="M-12-14C-34-78-104-114-138-96-148-62-110-14-12 0Z" fill="${fill}"/><path d="M-4 6C-60 0-118 24-112 74-100 118-30 108-4 24Z" fill="${edge}"/><path d="M-10 14C-58 10-106 30-102 70-90 104-34 94-10 26Z" fill="${fill}"/><path d="M-12-8-128-88M-12-6-138-66M-12-2-112-30M-12 18-92 84M-12 16-100 56" stroke="${edge}" stroke-width="3" opacity=".7"/><g fill="#fff8e8"><circle cx="-140" cy="-84" r="4"/><circle cx="-128" cy="-50" r="4"/><circle cx="-104" cy="88" r="4"/></g><circle cx="-70" cy="56" r="10" fill="#fff1c9" opacity=".85"/><circle cx="-70" cy="56" r="5" fill="${edge}"/>`;
  return `<g transform="rotate(14)"><g transform="scale(${fold.toFixed(3)} 1)">${bothSides(half)}</g><path d="M0-52c7 0 7 20 6 34 2 26 0 62-6 84-6-22-8-58-6-84-1-14-1-34 6-34Z" fill="${edge}"/><path d="M-2-50C-8-76-22-90-36-94M2-50C8-76 22-90 36-94" stroke="${edge}" stroke-width="3" fill="none" stroke-linecap="round"/></g>`;
}

function drawTurtle(pen: Pen): string {
  const paddle = pen.sway(0, 1) * 8;
  const skin = pen.linear(['#a8c47a', '#5f8a52']);
  const plates = [
    [0, -34],
    [-46, -18],
    [46, -18],
    [-24, 14],
    [26, 14],
    [-68, 16],
    [70, 16],
  ]
    .map(
      ([x = 0, y = 0]) =>
        `<path d="M${x - 16} ${y}l8-14h16l8 14-8 14h-16Z" fill="#8a6a3a" stroke="#4a3820" stroke-width="3"/>`,
    )
    .join('');
  return `<g transform="rotate(-10)"><path d="M58 14C96 34 120 74 112 104 84 98 46 60 36 28Z" fill="${skin}" transform="rotate(${round(paddle)} 50 20)"/><path d="M-60 22C-90 40-112 62-116 84-90 82-62 62-48 38Z" fill="${skin}" transform="rotate(${round(-paddle)} -50 30)"/><path d="M88-14C104-44 142-48 156-26 164-6 146 14 112 12Z" fill="${skin}"/><circle cx="140" cy="-24" r="6" fill="#1a2018"/><circle cx="142" cy="-26" r="2" fill="#ffffff"/><path d="M-104 26C-96-52-44-78 4-78S102-46 108 20C60 44-56 48-104 26Z" fill="${pen.linear(['#b08a4a', '#6b4f28'])}"/><g ${pen.clip('<path d="M-104 26C-96-52-44-78 4-78S102-46 108 20C60 44-56 48-104 26Z"/>')}>${plates}</g><path d="M-104 26C-56 48 60 44 108 20 104 40 60 54 0 54S-100 44-104 26Z" fill="#e6d8a0"/></g>`;
}

export const creatures = {
  penguin: {
    standing: 'ground',
    width: 200,
    height: 265,
    scale: 1.05,
    home: 'mountains',
    draw: drawPenguin,
  },
  bird: { standing: 'fly', width: 310, height: 210, scale: 1.25, draw: drawBird },
  fish: { standing: 'swim', width: 300, height: 210, scale: 1, home: 'underwater', draw: drawFish },
  whale: {
    standing: 'swim',
    width: 390,
    height: 210,
    scale: 1.3,
    home: 'underwater',
    draw: drawWhale,
  },
  jellyfish: {
    standing: 'swim',
    width: 210,
    height: 300,
    scale: 1.15,
    home: 'underwater',
    lit: false,
    draw: drawJellyfish,
  },
  butterfly: {
    standing: 'fly',
    width: 300,
    height: 230,
    scale: 0.95,
    home: 'field',
    draw: drawButterfly,
  },
  turtle: {
    standing: 'swim',
    width: 280,
    height: 200,
    scale: 1.1,
    home: 'underwater',
    draw: drawTurtle,
  },
} as const satisfies Record<string, Drawing>;
