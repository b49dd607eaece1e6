import { shade } from '../colour.ts';
import type { Pen } from '../pen.ts';
import type { Detail } from '../words/detailWords.ts';
import type { ColourWord } from '../words/lookWords.ts';
import { bothSides, type Drawing } from './drawing.ts';

const skins = [
  ['#ffcfa6', '#e59a72', '#a3543f'],
  ['#f7d9bf', '#dfa988', '#a8664f'],
  ['#d79a6c', '#a9653f', '#6b3724'],
  ['#8f5a3c', '#6b3d27', '#3d2016'],
] as const;
const hairs = [
  ['#3d1f22', '#160c12'],
  ['#7a4424', '#3f1f10'],
  ['#c98f4a', '#7f4f22'],
  ['#8c3420', '#471409'],
  ['#2a2a38', '#0f0f18'],
] as const;
const clothes = [
  ['#f2684a', '#a02c33'],
  ['#2f8a86', '#12484d'],
  ['#f0b24c', '#a9651f'],
  ['#5a63b8', '#272c66'],
  ['#e8e0d2', '#a89a86'],
] as const;

/** The light and dark shade of each colour of clothes. */
const dyes = {
  red: ['#d8402f', '#8a1f24'],
  orange: ['#ee8434', '#a3501b'],
  yellow: ['#f2c53d', '#b3841f'],
  gold: ['#d9a93f', '#8f6717'],
  green: ['#3f8a55', '#1c4a2f'],
  teal: ['#2f8a86', '#12484d'],
  blue: ['#3a66b0', '#1c3668'],
  purple: ['#7a4fa8', '#432a66'],
  pink: ['#ec8fa6', '#a85470'],
  brown: ['#9a6a45', '#593a24'],
  white: ['#f4f1ea', '#c3bcae'],
  black: ['#34343c', '#141418'],
  grey: ['#9aa0a8', '#5c626b'],
} as const satisfies Record<ColourWord, readonly [string, string]>;

const round2 = 'stroke-linecap="round"';

/** Details over the face: a smile, and glasses. */
function onFace(details: readonly Detail[], frame: string): string {
  const smile = details.includes('smile')
    ? `<path d="M136 208c10 5 36 5 46 0-4 22-40 24-46 0Z" fill="#fffaf2"/><path d="M134 207c12 6 38 6 50 0-5 25-44 27-50 0Z" fill="none" stroke="#b3323c" stroke-width="4" stroke-linejoin="round"/><path d="M126 200q4 4 2 10M190 199q-3 4-1 9" stroke="${frame}" stroke-width="2" fill="none" ${round2} opacity=".5"/>`
    : '';
  const dark = details.includes('sunglasses');
  const lens = dark ? 'fill="#15181d" fill-opacity=".94"' : 'fill="#dff1f5" fill-opacity=".28"';
  const glasses =
    dark || details.includes('glasses')
      ? `<g stroke="#20242b" stroke-width="4.500"><rect x="119" y="158" width="40" height="30" rx="13" ${lens}/><rect x="166" y="157" width="36" height="30" rx="13" ${lens}/><path d="M159 170q4-4 7 0M119 168l-14-4M202 168l6-2" fill="none" ${round2}/></g>${dark ? '<path d="M127 180l14-17M174 178l12-16" stroke="#ffffff" stroke-width="4" opacity=".4"/>' : ''}`
      : '';
  return smile + glasses;
}

/** A face three quarters to the right, in a field of 300 × 400. */
function drawPortrait(
  pen: Pen,
  woman: boolean,
  worn: ColourWord | null,
  details: readonly Detail[] = [],
): string {
  const random = pen.random.fork('person');
  const skin = random.pick(skins);
  const [hair, hairDark] = random.pick(hairs);
  const chosen = random.pick(clothes);
  const [cloth, clothDark] = worn === null ? chosen : dyes[worn];
  const face = pen.linear([skin[0], [skin[1], 0.55], skin[2]], 'right');
  const mane = pen.linear([hair, hairDark], 'diagonal');
  const coat = pen.linear([cloth, clothDark], 'diagonal');
  const line = shade(hairDark, 0.05);
  const long = random.chance(0.6);
  const back = woman
    ? long
      ? `<path d="M92 150c-4-60 34-92 74-88 46 4 66 44 60 92-4 36 22 90 16 160l-70 30-90-6c-24-40 8-110 10-188Z" fill="${mane}"/>`
      : `<path d="M92 150c-4-60 34-92 74-88 46 4 66 44 60 92-4 36 10 60 2 96-10 34-40 30-60 20l-50 6c-30 0-40-30-34-56 4-20 10-44 8-70Z" fill="${mane}"/>`
    : '';
  const fringe = woman
    ? '<path d="M108 158c6-40 30-54 52-56 22 0 40 18 46 46 0-52-20-72-48-72-30 0-52 26-50 82Z"'
    : '<path d="M104 176c-10-54 4-104 60-106 44 0 60 34 48 92l-8 14c2-26-4-40-14-50-24 8-52 4-68-6-10 14-14 32-18 56Z"';
  const beard =
    !woman && !details.includes('smile') && random.chance(0.6)
      ? `<path d="M112 180c2 46 22 76 48 78 28 0 46-40 48-76-8 16-20 20-26 18-10-4-22-4-32 2-16 4-30-6-38-22Z" fill="${mane}"/><path d="M142 212c10-5 22-5 34 0-8 8-26 8-34 0Z" fill="${shade(skin[2], -0.05)}"/>`
      : '<path d="M143 212c8-4 12-2 15-1 4-2 10-2 14 2-8 7-22 8-29-1Z" fill="#b3323c"/>';
  const brow = woman ? 3 : 5;
  const blink = Math.max(0, pen.sway(0.1, 1) - 0.9) > 0.4 ? 0.3 : 1;
  return `<g transform="translate(-150 -400)">${back}
<path d="M128 232h52v58c0 14-52 14-52 0Z" fill="${shade(skin[1], -0.1)}"/>
<path d="M112 150c0-40 22-58 48-56 28 2 46 26 44 62-2 44-24 ${woman ? '86-50 86-24 0-42-46-42-92' : '92-48 92-28 0-44-46-44-98'}Z" fill="${face}"/>
${woman ? '' : `<path d="M108 164c-12-4-14 26 2 32Z" fill="${skin[1]}"/>`}
<path d="M190 132c10 30 8 76-24 106 22-6 38-46 38-82Z" fill="${skin[2]}" opacity=".35"/>
<ellipse cx="132" cy="196" rx="15" ry="9" fill="#e8604c" opacity=".22"/><ellipse cx="188" cy="196" rx="11" ry="8" fill="#e8604c" opacity=".16"/>
${fringe} fill="${mane}"/>
<path d="M128 160c6-5 16-5 22 0M172 160c6-5 14-5 20 0" stroke="${line}" stroke-width="${brow}" fill="none" stroke-linecap="round"/>
<g transform="translate(0 ${(172 * (1 - blink)).toFixed(1)}) scale(1 ${blink})"><path d="M129 175q11-11 22-1-10 6-22 1ZM172 174q11-9 21 0-10 6-21 0Z" fill="#fffaf2"/><circle cx="141" cy="173" r="4.6" fill="#3a5a52"/><circle cx="184" cy="172.500" r="4.400" fill="#3a5a52"/><circle cx="141" cy="173" r="2.100" fill="#14100f"/><circle cx="184" cy="172.500" r="2" fill="#14100f"/></g>
<path d="M128 175q11-13 24-1M171 174q11-11 23 0" stroke="${line}" stroke-width="2.600" fill="none" stroke-linecap="round"/>
<path d="M163 168c2 14 6 22 2 28-4 2-6 2-8 1" stroke="${shade(skin[2], -0.02)}" stroke-width="2.400" fill="none" stroke-linecap="round"/>
${details.includes('smile') ? '' : beard}
${onFace(details, line)}
<path d="M20 402c4-76 56-100 108-114 14 20 38 20 54 0 50 14 94 40 98 114Z" fill="${coat}"/>
<path d="M128 288c10 28 40 30 54 0l12 5c-12 44-66 42-78 0Z" fill="${clothDark}"/>
<path d="M62 402q2-50 16-84M238 402q-2-50-16-84" stroke="${clothDark}" stroke-width="2" fill="none" opacity=".7"/>
${woman ? '<circle cx="108" cy="210" r="5" fill="#f4d28a"/><circle cx="208" cy="208" r="5" fill="#f4d28a"/>' : ''}</g>`;
}

/** A round face with large eyes on small shoulders, in a field of 300 × 400. */
function drawChild(
  pen: Pen,
  worn: ColourWord | null = null,
  details: readonly Detail[] = [],
): string {
  const random = pen.random.fork('child');
  const skin = random.pick(skins);
  const [hair, hairDark] = random.pick(hairs);
  const chosen = random.pick(clothes);
  const [cloth, clothDark] = worn === null ? chosen : dyes[worn];
  const face = pen.radial([skin[0], [skin[0], 0.6], skin[1]], [0.45, 0.42, 0.62]);
  const mane = pen.linear([hair, hairDark], 'diagonal');
  const plaits = random.chance(0.5)
    ? `<ellipse cx="64" cy="252" rx="20" ry="44" fill="${mane}"/><ellipse cx="236" cy="252" rx="20" ry="44" fill="${mane}"/><circle cx="66" cy="216" r="9" fill="${cloth}"/><circle cx="234" cy="216" r="9" fill="${cloth}"/>`
    : '';
  const mouth = details.includes('smile')
    ? '<path d="M122 252c12 6 44 6 56 0-6 28-50 28-56 0Z" fill="#a3323c"/><path d="M128 255h44l-4 7h-36Z" fill="#ffffff"/>'
    : '<path d="M128 256q22 18 44 0" stroke="#a3323c" stroke-width="5" fill="none" stroke-linecap="round"/>';
  const glasses = details.some((one) => one === 'glasses' || one === 'sunglasses')
    ? `<g stroke="#20242b" stroke-width="5" fill="${details.includes('sunglasses') ? '#15181d' : 'none'}"><circle cx="116" cy="212" r="25"/><circle cx="184" cy="212" r="25"/><path d="M141 210q9-6 18 0" fill="none"/></g>`
    : '';
  return `<g transform="translate(-150 -400)">${plaits}<path d="M66 402c2-62 40-82 84-82s82 20 84 82Z" fill="${pen.linear([cloth, clothDark], 'diagonal')}"/><rect x="130" y="286" width="40" height="46" rx="18" fill="${skin[1]}"/><circle cx="60" cy="214" r="17" fill="${skin[1]}"/><circle cx="240" cy="214" r="17" fill="${skin[1]}"/><ellipse cx="150" cy="206" rx="92" ry="96" fill="${face}"/><path d="M56 200C50 96 250 96 244 200 232 150 206 138 178 146 152 154 118 142 102 152 78 160 62 176 56 200Z" fill="${mane}"/><ellipse cx="96" cy="244" rx="17" ry="11" fill="#e8604c" opacity=".28"/><ellipse cx="204" cy="244" rx="17" ry="11" fill="#e8604c" opacity=".28"/><circle cx="116" cy="212" r="11" fill="#241a18"/><circle cx="184" cy="212" r="11" fill="#241a18"/><circle cx="120" cy="207" r="4" fill="#ffffff"/><circle cx="188" cy="207" r="4" fill="#ffffff"/><path d="M146 230q4 5 9 0" stroke="${skin[2]}" stroke-width="4" fill="none" stroke-linecap="round"/>${mouth}${glasses}</g>`;
}

function drawAstronaut(pen: Pen): string {
  const suit = pen.linear(['#ffffff', '#d5dbe2', '#98a3b3'], 'diagonal');
  const visor = pen.linear(['#ffcf8a', ['#e8764a', 0.35], ['#5b3a78', 0.7], '#141a3c'], 'diagonal');
  return `<g transform="translate(-150 -400)"><rect x="52" y="238" width="196" height="150" rx="30" fill="#8b95a5"/>
<path d="M14 402c0-90 50-132 136-132s136 42 136 132Z" fill="${suit}"/><path d="M70 300c-10 30-12 70-12 102M230 300c10 30 12 70 12 102" stroke="#8f9aaa" stroke-width="4" fill="none"/>
<rect x="112" y="330" width="76" height="50" rx="8" fill="#c5ccd6"/><circle cx="130" cy="348" r="7" fill="#e8584a"/><circle cx="150" cy="348" r="7" fill="#f2b93c"/><rect x="164" y="341" width="16" height="6" rx="3" fill="#4a8fb8"/><rect x="122" y="364" width="56" height="6" rx="3" fill="#8f9aaa"/>
<ellipse cx="150" cy="272" rx="84" ry="22" fill="#aeb7c4"/><circle cx="150" cy="176" r="104" fill="${suit}"/><rect x="36" y="150" width="22" height="58" rx="10" fill="#b6bfcb"/><rect x="242" y="150" width="22" height="58" rx="10" fill="#97a2b2"/>
<rect x="74" y="112" width="152" height="128" rx="60" fill="#7d8797"/><rect x="81" y="119" width="138" height="114" rx="54" fill="${visor}"/>
<path d="M98 168c4-24 22-36 46-38" stroke="#ffffff" stroke-width="8" stroke-linecap="round" fill="none" opacity=".75"/><circle cx="188" cy="196" r="12" fill="#9fd8e8" opacity=".7"/><circle cx="193" cy="193" r="11" fill="#2a2350" opacity=".8"/>
<path d="M130 160l3 8 8 3-8 3-3 8-3-8-8-3 8-3ZM176 144l2 5 5 2-5 2-2 5-2-5-5-2 5-2Z" fill="#ffffff" opacity=".85"/>
<path d="M26 350l34-14v24l-36 12Z" fill="#e8584a"/></g>`;
}

function drawRobot(pen: Pen): string {
  const random = pen.random.fork('robot');
  const [shell, dark, glow] = random.pick([
    ['#e9e4da', '#8f958f', '#4fd0e0'],
    ['#e0794a', '#7d3a2c', '#ffe07a'],
    ['#6fa6b5', '#2f5666', '#ffd27a'],
    ['#b7a3d6', '#5a4784', '#8af0c8'],
  ] as const);
  const metal = pen.linear([shade(shell, 0.07), shell, dark], 'diagonal');
  const eye = pen.radial(['#ffffff', [glow, 0.35], [shade(glow, -0.25), 1]]);
  const blink = 1 - 0.15 * Math.abs(pen.sway(0, 2));
  const half = `<rect x="-132" y="-118" width="54" height="120" rx="26" fill="${dark}"/><circle cx="-96" cy="-104" r="34" fill="${metal}"/><rect x="-122" y="-262" width="26" height="62" rx="12" fill="${dark}"/><circle cx="-42" cy="-236" r="27" fill="#1c2228"/><circle cx="-42" cy="-236" r="${(20 * blink).toFixed(1)}" fill="${eye}"/><circle cx="-49" cy="-243" r="5" fill="#ffffff"/>`;
  return `${bothSides(half)}<path d="M-84 2V-96a34 34 0 0 1 34-34H50a34 34 0 0 1 34 34V2Z" fill="${metal}"/><rect x="-26" y="-168" width="52" height="44" fill="${dark}"/><path d="M-26-156H26M-26-144H26" stroke="${shade(dark, -0.1)}" stroke-width="4"/>
<rect x="-104" y="-312" width="208" height="152" rx="46" fill="${metal}"/><rect x="-84" y="-282" width="168" height="94" rx="42" fill="${shade(dark, -0.16)}"/>${bothSides(`<circle cx="-42" cy="-236" r="27" fill="#10151a"/><circle cx="-42" cy="-236" r="${(20 * blink).toFixed(1)}" fill="${eye}"/><circle cx="-49" cy="-243" r="5" fill="#ffffff"/>`)}
<path d="M-20-204q20 12 40 0" stroke="${glow}" stroke-width="5" fill="none" stroke-linecap="round"/><rect x="-4" y="-348" width="8" height="40" fill="${dark}"/><circle cy="-354" r="13" fill="${eye}"/>
<rect x="-50" y="-100" width="100" height="66" rx="14" fill="${shade(dark, -0.12)}"/><path d="M-36-66h16l8-20 14 36 10-16h24" stroke="${glow}" stroke-width="4" fill="none" stroke-linejoin="round"/><path d="M-88-296q-6 8-6 24" stroke="#ffffff" stroke-width="7" stroke-linecap="round" fill="none" opacity=".6"/>`;
}

export const people = {
  portrait: {
    standing: 'bust',
    width: 300,
    height: 350,
    scale: 1.5,
    home: 'backdrop',
    dressed: true,
    draw: (pen, worn = null, details = []) => drawPortrait(pen, true, worn, details),
  },
  man: {
    standing: 'bust',
    width: 300,
    height: 350,
    scale: 1.5,
    home: 'backdrop',
    dressed: true,
    draw: (pen, worn = null, details = []) => drawPortrait(pen, false, worn, details),
  },
  child: {
    standing: 'bust',
    width: 300,
    height: 350,
    scale: 1.2,
    home: 'backdrop',
    dressed: true,
    draw: drawChild,
  },
  astronaut: {
    standing: 'bust',
    width: 300,
    height: 340,
    scale: 1.5,
    home: 'space',
    lit: false,
    draw: drawAstronaut,
  },
  robot: {
    standing: 'bust',
    width: 280,
    height: 370,
    scale: 1.4,
    home: 'backdrop',
    draw: drawRobot,
  },
} as const satisfies Record<string, Drawing>;
