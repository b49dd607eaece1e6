import { mix, shade } from '../colour.ts';
import { type Pen, round } from '../pen.ts';
import type { Drawing } from './drawing.ts';

function drawCoffee(pen: Pen): string {
  const random = pen.random.fork('coffee');
  const [cup, rim, saucer] = random.pick([
    ['#fbf9f4', '#e6e0d4', '#f6f3ec'],
    ['#d9e6e2', '#8fb0ae', '#eef4f2'],
    ['#e89a7c', '#b55a42', '#f3d7c8'],
    ['#38474f', '#20292f', '#52636c'],
  ] as const);
  const brew = pen.radial(['#d9a066', ['#8a4f28', 0.6], '#4f2a15']);
  const art = random.chance(0.6)
    ? '<path d="M0 40c-30-20-44-36-36-56 8-16 26-14 36 2 10-16 28-18 36-2 8 20-6 36-36 56Z" fill="#f5dfbf"/><path d="M0 26c-18-12-26-22-22-34 6-10 16-8 22 2 6-10 16-12 22-2 4 12-4 22-22 34Z" fill="#a86a3a"/>'
    : '<path d="M0 46C-34 20-40-6 0-46 40-6 34 20 0 46Z" fill="#f5dfbf"/><path d="M0 46V-40M0 30-22 12M0 30 22 12M0 12-24-6M0 12 24-6M0-6-18-22M0-6 18-22" stroke="#a86a3a" stroke-width="5" stroke-linecap="round"/>';
  const leaf =
    '<path d="M-150-142c30-20 60-16 84 6-30 18-60 16-84-6Z" fill="#5f7f68"/><path d="M-150-142c30 2 56 4 84 6" stroke="#d9e6dc" stroke-width="1.500" fill="none"/><path d="M-164-102c18-24 40-28 62-18-16 22-38 28-62 18Z" fill="#7d9a80"/>';
  const beans = [
    [112, 92, 20],
    [128, 62, 80],
    [-120, 92, -40],
  ]
    .map(
      ([x, y, a]) =>
        `<g transform="translate(${x} ${y}) rotate(${a})"><ellipse rx="13" ry="9" fill="#5a2f18"/><path d="M-12 0q6-5 12 0t12 0" stroke="#2e1609" stroke-width="2.500" fill="none"/></g>`,
    )
    .join('');
  return `<ellipse cx="22" cy="28" rx="108" ry="102" fill="#1f2a26" opacity=".42" ${pen.blur(10)}/>${leaf}${beans}<circle r="108" fill="${saucer}"/><circle r="93" fill="${shade(saucer, -0.05)}"/><rect x="52" y="-15" width="72" height="29" rx="14" fill="${cup}" transform="rotate(28 60 0)"/><circle r="71" fill="${pen.linear([cup, rim], 'diagonal')}"/><circle r="62" fill="${brew}"/>${art}<path d="M-50-30a60 60 0 0 1 34-26" stroke="#ffffff" stroke-width="4" stroke-linecap="round" fill="none" opacity=".55"/>`;
}

/** A round stone or stepped stand for valuable objects. */
function stand(pen: Pen, colour: string, half: number): string {
  return `<path d="M${-half} -20h${half * 2}v38a14 10 0 0 1-14 10H${14 - half}a14 10 0 0 1-14-10Z" fill="${pen.linear([colour, shade(colour, -0.2)], 'diagonal')}"/><ellipse cy="-20" rx="${half}" ry="14" fill="${shade(colour, 0.05)}"/>`;
}

function drawBottle(pen: Pen): string {
  const random = pen.random.fork('bottle');
  const [glass, deep, cap] = random.pick([
    ['#fbe3b2', '#c77a2c', '#4a3b31'],
    ['#f7c7c4', '#c25d72', '#d9b77f'],
    ['#c4e4dc', '#2f7f78', '#22302f'],
    ['#d7ccf0', '#6a52a8', '#d8d0c2'],
  ] as const);
  const body = pen.linear([glass, mix(glass, deep, 0.6), deep], 'diagonal');
  const round1 = random.chance(0.4);
  const flask = round1
    ? '<circle cy="-100" r="74"'
    : '<rect x="-54" y="-154" width="108" height="132" rx="15"';
  const twig =
    '<path d="M-112-14c6-40-2-70-18-96m18 60c10-20 24-26 34-30" stroke="#6d7a58" stroke-width="3" fill="none"/><g fill="#7f8e66"><ellipse cx="-80" cy="-81" rx="16" ry="6" transform="rotate(-22 -80 -81)"/><ellipse cx="-132" cy="-108" rx="15" ry="6" transform="rotate(50 -132 -108)"/><ellipse cx="-138" cy="-84" rx="13" ry="5" transform="rotate(20 -138 -84)"/><ellipse cx="-92" cy="-58" rx="13" ry="5" transform="rotate(-34 -92 -58)"/></g>';
  return `${twig}${stand(pen, '#efe6d9', 96)}${flask} fill="${body}"/>${round1 ? `<path d="M-60-130a66 66 0 0 1 30-30" stroke="#ffffff" stroke-width="9" stroke-linecap="round" fill="none" opacity=".7"/>` : '<rect x="-54" y="-154" width="108" height="42" rx="15" fill="#ffffff" opacity=".3"/><rect x="-45" y="-144" width="14" height="112" rx="7" fill="#ffffff" opacity=".5"/>'}<rect x="-26" y="-98" width="52" height="40" rx="3" fill="#fdf6ea"/><rect x="-17" y="-87" width="34" height="3" fill="#8a6a4a"/><rect x="-11" y="-78" width="22" height="3" fill="#b89a7a"/><rect x="-16" y="-176" width="32" height="26" fill="#d9b77f"/><rect x="-25" y="-222" width="50" height="48" rx="6" fill="${pen.linear([cap, shade(cap, 0.18), shade(cap, -0.08)], 'right')}"/>`;
}

function drawTea(pen: Pen): string {
  const glaze = pen.linear(['#f7f2e8', '#d7dcd4', '#9fb0aa'], 'diagonal');
  const steam = [-14, 4, 22]
    .map(
      (x, i) =>
        `<path d="M${x + 92} -92c-10-14 10-22 0-40s8-24 ${round(2 + pen.sway(i * 0.3) * 6)}-38" stroke="#ffffff" stroke-width="6" stroke-linecap="round" fill="none" opacity=".4"/>`,
    )
    .join('');
  return `${steam}<path d="M-66-98C-124-92-128-44-92-16L-64-30C-88-44-84-70-62-74Z" fill="#9fb0aa"/><path d="M36-70c22-8 28-34 48-48l10 8C84-84 74-46 44-32Z" fill="${glaze}" transform="translate(-10 -4)"/><ellipse cx="-16" cy="-56" rx="66" ry="58" fill="${glaze}"/><ellipse cx="-16" cy="-108" rx="36" ry="9" fill="#c3ccc5"/><circle cx="-16" cy="-124" r="10" fill="#c9573a"/><path d="M-62-58c20 16 70 18 92 0" stroke="#c9573a" stroke-width="5" fill="none"/><g fill="#3f7a66"><ellipse cx="-30" cy="-72" rx="12" ry="5" transform="rotate(30 -30 -72)"/><ellipse cx="-4" cy="-76" rx="12" ry="5" transform="rotate(-30 -4 -76)"/></g><ellipse cx="92" cy="-4" rx="52" ry="9" fill="#d7dcd4"/><path d="M56-58h72c0 34-14 54-36 54S56-24 56-58Z" fill="${glaze}"/><ellipse cx="92" cy="-58" rx="36" ry="9" fill="#a85a1e"/><path d="M126-50c26-4 26 30-4 30" stroke="#d7dcd4" stroke-width="7" fill="none"/>`;
}

function drawWine(pen: Pen): string {
  const wine = pen.linear(['#c03a4c', '#6a1430']);
  return `<path d="M-100 0V-150C-100-176-82-178-82-206V-258h28v52c0 28 18 30 18 56V0Z" fill="${pen.linear(['#3f6a4c', '#183a28', '#0e2419'], 'right')}"/><rect x="-84" y="-268" width="32" height="44" fill="#7a1f2e"/><rect x="-100" y="-120" width="64" height="66" fill="#f5ead2"/><path d="M-90-102h44M-84-88h32M-90-70h44" stroke="#8a6a4a" stroke-width="4"/><path d="M-92-148V-10" stroke="#ffffff" stroke-width="5" opacity=".3"/><path d="M14-150h92c4 58-12 92-46 92S10-92 14-150Z" fill="#ffffff" opacity=".28"/><path d="M14-118h92c-2 38-16 60-46 60s-44-22-46-60Z" fill="${wine}"/><ellipse cx="60" cy="-118" rx="46" ry="8" fill="#d9566a"/><rect x="57" y="-58" width="6" height="54" fill="#dfe6e6"/><ellipse cx="60" cy="-3" rx="36" ry="6" fill="#dfe6e6"/><path d="M28-140c-2 26 2 44 8 56" stroke="#ffffff" stroke-width="5" stroke-linecap="round" fill="none" opacity=".65"/>`;
}

function drawOrange(pen: Pen): string {
  const peel = pen.radial(['#ffc96b', ['#f08a24', 0.6], '#a84d12'], [0.36, 0.32, 0.75]);
  const wedge = Array.from(
    { length: 10 },
    (_, i) =>
      `<path d="M0-5C-9-14-12-32-9-44Q0-48 9-44C12-32 9-14 0-5Z" transform="rotate(${i * 36})" fill="#f7a83a"/>`,
  ).join('');
  return `<circle cx="-52" cy="-66" r="68" fill="${peel}"/><circle cx="62" cy="-58" r="60" fill="${peel}"/><path d="M-52-132c8-30 34-44 66-42-10 28-36 44-66 42Z" fill="#6f9a5b"/><path d="M-52-132c24-14 44-28 66-42" stroke="#31504b" stroke-width="2" fill="none"/><g transform="translate(0 -36)"><circle r="58" fill="#f08a24"/><circle r="52" fill="#fff0cf"/>${wedge}</g><path d="M-94-92a50 50 0 0 1 22-26" stroke="#fff0cf" stroke-width="8" stroke-linecap="round" fill="none" opacity=".6"/>`;
}

function drawApple(pen: Pen): string {
  const skin = pen.radial(['#ff9a7a', ['#d9382e', 0.5], '#7d1420'], [0.34, 0.3, 0.85]);
  return `<path d="M0-142C-30-172-98-160-98-88-98-30-50 4-26 2-12 0-8-4 0-4S12 0 26 2C50 4 98-30 98-88 98-160 30-172 0-142Z" fill="${skin}"/><path d="M-22-146C-10-136 10-136 24-146" stroke="#6b1418" stroke-width="6" fill="none" stroke-linecap="round"/><path d="M2-138C0-166 8-186 22-196" stroke="#5a3a22" stroke-width="8" fill="none" stroke-linecap="round"/><path d="M14-168C32-200 66-204 92-192 78-164 46-152 14-168Z" fill="#6f9a4b"/><path d="M14-168C40-172 66-182 92-192" stroke="#d9e6b0" stroke-width="2" fill="none"/><path d="M-74-104c2-22 14-36 30-40" stroke="#ffffff" stroke-width="11" stroke-linecap="round" fill="none" opacity=".6"/>`;
}

function drawFruit(pen: Pen): string {
  const berry = (x: number, y: number, s: number) =>
    `<g transform="translate(${x} ${y}) scale(${s})"><path d="M0 52C-34 30-50-4-40-26-26-46 26-46 40-26 50-4 34 30 0 52Z" fill="${pen.radial(['#ff8a74', '#d92f3a', '#8a1226'], [0.35, 0.25, 0.9])}"/><g fill="#ffe0a0"><ellipse cx="-18" cy="-10" rx="2.500" ry="4"/><ellipse cx="4" cy="-16" rx="2.500" ry="4"/><ellipse cx="22" cy="-6" rx="2.500" ry="4"/><ellipse cx="-8" cy="10" rx="2.500" ry="4"/><ellipse cx="12" cy="14" rx="2.500" ry="4"/><ellipse cy="32" rx="2.500" ry="4"/></g><path d="M0-34C-20-56-34-40-44-42-30-26-16-28 0-30 16-28 30-26 44-42 34-40 20-56 0-34ZM0-34v-18" fill="#5f8f4a" stroke="#5f8f4a" stroke-width="3"/></g>`;
  const grapes = [
    [70, -128],
    [96, -120],
    [60, -104],
    [84, -98],
    [108, -94],
    [76, -76],
    [98, -72],
  ]
    .map(
      ([x, y]) =>
        `<circle cx="${x}" cy="${y}" r="15" fill="${pen.radial(['#c8a0e0', '#6b3f8f', '#3a1f55'], [0.35, 0.3, 0.8])}"/>`,
    )
    .join('');
  return `<circle cx="-20" cy="-112" r="52" fill="${pen.radial(['#ffd98a', '#f2a33c', '#b05f16'], [0.35, 0.3, 0.8])}"/><circle cx="-84" cy="-92" r="42" fill="${pen.radial(['#d8ec9a', '#8fb84a', '#4f7a26'], [0.35, 0.3, 0.8])}"/>${grapes}<g transform="translate(34 -70)">${berry(0, 0, 0.8)}</g>${berry(-40, -76, 0.75)}<path d="M-132-62h264c0 44-54 66-132 66s-132-22-132-66Z" fill="${pen.linear(['#f4efe4', '#b9c4c0'], 'diagonal')}"/><ellipse cx="0" cy="-62" rx="132" ry="9" fill="#ffffff" opacity=".55"/><path d="M-112-40C-60-22 60-22 112-40" stroke="#3f7a86" stroke-width="5" fill="none"/>`;
}

function drawCake(pen: Pen): string {
  const random = pen.random.fork('cake');
  const [sponge, cream, glaze] = random.pick([
    ['#e0b07a', '#fff4e4', '#d95f7a'],
    ['#6b3f2a', '#f3dcc2', '#3a1d14'],
    ['#f2d7a0', '#ffffff', '#7fb8b0'],
  ] as const);
  const drips = Array.from(
    { length: 9 },
    (_, i) => `v${18 + ((i * 13) % 26)}a11 11 0 0 0 22 0v${-(18 + ((i * 13) % 26))}`,
  ).join('');
  const candles = [-50, 0, 50]
    .map(
      (x, i) =>
        `<rect x="${x - 5}" y="-206" width="10" height="48" rx="2" fill="${['#7fb8d0', '#f2c14e', '#e58a9a'][i]}"/><circle cx="${x}" cy="-222" r="26" fill="${pen.radial(
          [
            ['#ffd27a', 0, 0.6],
            ['#ffd27a', 1, 0],
          ],
        )}"/><path d="M${x}-240c12 14 12 26 0 32-12-6-12-18 0-32Z" fill="#ffb83c" transform="rotate(${round(pen.sway(i * 0.3, 2) * 4)} ${x} -208)"/>`,
    )
    .join('');
  return `${candles}<ellipse cy="-4" rx="132" ry="16" fill="#e6e0d6"/><path d="M-108-80h216v72c0 14-216 14-216 0Z" fill="${pen.linear([shade(sponge, 0.05), shade(sponge, -0.08)], 'right')}"/><path d="M-108-52h216v14h-216Z" fill="${cream}"/><path d="M-99-150H99v76H-99Z" fill="${sponge}" opacity="0"/><path d="M-99-158H99V-82C99-72-99-72-99-82Z" fill="${pen.linear([cream, shade(cream, -0.1)], 'right')}"/><path d="M-99-158${drips}Z" fill="${glaze}"/><ellipse cy="-158" rx="99" ry="14" fill="${shade(glaze, 0.07)}"/>${Array.from({ length: 9 }, (_, i) => `<circle cx="${-96 + i * 24}" cy="-80" r="13" fill="${shade(cream, 0.02)}"/>`).join('')}`;
}

function drawIceCream(pen: Pen): string {
  const ball = (x: number, y: number, c: string) =>
    `<circle cx="${x}" cy="${y}" r="50" fill="${pen.radial([shade(c, 0.08), c, shade(c, -0.16)], [0.35, 0.3, 0.8])}"/>`;
  return `<path d="M-60-130H60L4 0q-4 8-8 0Z" fill="${pen.linear(['#f0c078', '#b9763a'], 'right')}"/><path d="M-44-96 10-36M-54-120 30-30M-10-128 44-84M26-128 52-108M44-96-10-36M54-120-30-30M10-128-44-84" stroke="#8f5526" stroke-width="3" opacity=".6"/>${ball(-36, -160, '#f5b8c0')}${ball(36, -160, '#f6e3b8')}${ball(0, -220, '#9fd0b8')}<path d="M-84-148q12 22 24 4t24 4 24-4 24 4 24-4 24-4" fill="none" stroke="#f5d0b8" stroke-width="14" stroke-linecap="round"/><circle cx="6" cy="-276" r="17" fill="${pen.radial(['#ff8a7a', '#c0202f'], [0.35, 0.3, 0.8])}"/><path d="M8-292q4-18 18-24" stroke="#5a7a3a" stroke-width="4" fill="none"/>`;
}

function drawPizza(pen: Pen): string {
  const random = pen.random.fork('pizza');
  const spot = (r: number): [number, number] => {
    const a = random.next() * 6.28;
    const d = Math.sqrt(random.next()) * r;
    return [round(Math.cos(a) * d), round(Math.sin(a) * d)];
  };
  const salami = Array.from({ length: 9 }, (_, i) => {
    const a = i * 0.7 + 0.2;
    const d = i % 3 === 0 ? 34 : 78;
    return `<g transform="translate(${round(Math.cos(a) * d)} ${round(Math.sin(a) * d)})"><circle r="20" fill="#a82c28"/><circle r="17" fill="${pen.radial(['#e0664c', '#c0392f'])}"/></g>`;
  }).join('');
  const basil = Array.from({ length: 8 }, () => {
    const [x, y] = spot(95);
    return `<path d="M-12 0Q0-14 14 0 0 12-12 0Z" fill="#4f8a4a" transform="translate(${x} ${y}) rotate(${random.whole(0, 360)})"/>`;
  }).join('');
  const cheese = Array.from({ length: 26 }, () => {
    const [x, y] = spot(104);
    return `<circle cx="${x}" cy="${y}" r="${random.whole(5, 14)}" fill="#fff0b8" opacity=".8"/>`;
  }).join('');
  return `<ellipse cx="10" cy="16" rx="140" ry="138" fill="#1c1410" opacity=".4" ${pen.blur(9)}/><circle r="136" fill="${pen.radial(['#e8a850', ['#d98f3c', 0.85], '#a8622a'])}"/><circle r="116" fill="#d9582f"/><circle r="112" fill="${pen.radial(['#ffd873', '#f2b24a'])}"/>${cheese}${salami}${basil}<path d="M0 0V-136M0 0 118 68M0 0-118 68M0 0 118-68M0 0-118-68M0 0V136" stroke="#a8622a" stroke-width="2.500" opacity=".55"/>`;
}

export const tableThings = {
  coffee: {
    standing: 'top',
    width: 330,
    height: 300,
    scale: 1.25,
    home: 'studio',
    draw: drawCoffee,
  },
  tea: { standing: 'table', width: 280, height: 180, scale: 1.1, home: 'studio', draw: drawTea },
  bottle: {
    standing: 'table',
    width: 230,
    height: 260,
    scale: 1.35,
    home: 'studio',
    draw: drawBottle,
  },
  wine: { standing: 'table', width: 230, height: 270, scale: 1.3, home: 'studio', draw: drawWine },
  orange: {
    standing: 'table',
    width: 260,
    height: 180,
    scale: 1.1,
    home: 'studio',
    draw: drawOrange,
  },
  apple: {
    standing: 'table',
    width: 200,
    height: 200,
    scale: 1.05,
    home: 'studio',
    draw: drawApple,
  },
  fruit: {
    standing: 'table',
    width: 270,
    height: 180,
    scale: 1.2,
    home: 'studio',
    draw: drawFruit,
  },
  cake: { standing: 'table', width: 270, height: 250, scale: 1.25, home: 'studio', draw: drawCake },
  icecream: {
    standing: 'table',
    width: 180,
    height: 310,
    scale: 1.35,
    home: 'studio',
    draw: drawIceCream,
  },
  pizza: { standing: 'top', width: 280, height: 280, scale: 1.3, home: 'studio', draw: drawPizza },
} as const satisfies Record<string, Drawing>;
