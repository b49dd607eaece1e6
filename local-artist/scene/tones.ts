import type { Random } from '../random.ts';
import type { Brief } from '../words/brief.ts';
import type { Hour } from '../words/lookWords.ts';

/** The colours of one light: sky from top to horizon, land from far to near, water, sun and dark. */
export interface Tones {
  sky: readonly [string, string, string];
  land: readonly [far: string, middle: string, near: string, front: string];
  water: readonly [string, string];
  /** Sun, lamps, snow in the light. */
  light: string;
  dark: string;
}

const t = (sky: string, land: string, water: string, light: string, dark: string): Tones => {
  const [s0 = '', s1 = '', s2 = ''] = sky.split(' ');
  const [l0 = '', l1 = '', l2 = '', l3 = ''] = land.split(' ');
  const [w0 = '', w1 = ''] = water.split(' ');
  return { sky: [s0, s1, s2], land: [l0, l1, l2, l3], water: [w0, w1], light, dark };
};

type Choice = readonly [Tones, ...Tones[]];

const hours = {
  day: [
    t(
      '#5b9fc4 #a9cfd9 #f3e6cf',
      '#8fb0bd #5d8a94 #3f7466 #23503f',
      '#5fa3b3 #17495c',
      '#fff4d6',
      '#16343a',
    ),
    t(
      '#cfe0dd #b4cfcc #f0e8d8',
      '#8fb0ae #6d9491 #4f7774 #315653',
      '#8fb8b8 #2c5f66',
      '#fffaf0',
      '#1d3a3c',
    ),
    t(
      '#3f86b8 #8dc3dc #dff0ec',
      '#86aeb8 #5b9a86 #4f8f58 #2c5f3c',
      '#4a9dba #104a6b',
      '#fff7da',
      '#12353d',
    ),
    t(
      '#e7c9a5 #f3dfc0 #fbf1dd',
      '#c9b79c #9fa788 #6f8a6c #3f5e4c',
      '#9cc0b8 #35686a',
      '#fff3d2',
      '#2b3d36',
    ),
  ],
  sunset: [
    t(
      '#2e4a66 #c98a86 #fbd19a',
      '#a9798a #7a5274 #4f3557 #2a1c38',
      '#c98f86 #3a2a4c',
      '#fff1cf',
      '#1d1329',
    ),
    t(
      '#43305f #d4607a #ffc27a',
      '#a85a72 #74406a #46295a #22163c',
      '#c2617a #2e2150',
      '#ffe7b0',
      '#180f2a',
    ),
    t(
      '#1f5a72 #ee9a63 #ffdf9e',
      '#b9765f #80504f #4d3440 #261b2a',
      '#d98c64 #1f4258',
      '#fff0c0',
      '#1a1320',
    ),
  ],
  dawn: [
    t(
      '#7f9cc4 #e3b7c0 #fde3cb',
      '#b7a3bd #8f86ab #65688f #3a4468',
      '#b8aec6 #4a5a86',
      '#fff4e0',
      '#252d4a',
    ),
    t(
      '#86b6c4 #f0cdbd #fff0d4',
      '#a9b9bb #7f9ca0 #587c82 #31565f',
      '#a9c4c4 #3f6b78',
      '#fffaea',
      '#1d3c45',
    ),
  ],
  night: [
    t(
      '#06121f #12324a #2c6274',
      '#1f4a5e #17394f #0f2a3e #08192a',
      '#1d4a60 #071826',
      '#ffe9b8',
      '#040c16',
    ),
    t(
      '#0b0c2a #272a63 #5d4b8c',
      '#35366f #262858 #181a40 #0c0d26',
      '#34366f #0a0c26',
      '#fff0cc',
      '#070818',
    ),
    t(
      '#04141a #0d3b42 #2f7a70',
      '#1d5556 #143f44 #0d2c33 #071b22',
      '#1c5658 #05171d',
      '#fff3c4',
      '#030e13',
    ),
  ],
} as const satisfies Record<Hour, Choice>;

const autumn: Choice = [
  t(
    '#a8b9b4 #e4d3b0 #f7e5c0',
    '#b98f5c #b8692f #97431f #5a2617',
    '#b8a07a #4a4a40',
    '#fff1cc',
    '#2b1612',
  ),
  t(
    '#d3b07f #eed2a0 #fbeccb',
    '#c79a5a #c4762f #9c4a22 #5f2a18',
    '#c9a26a #5a4634',
    '#fff2c8',
    '#33190f',
  ),
];
const winter: Choice = [
  t(
    '#8fb3cc #c6dae4 #f1f4f2',
    '#b4cad6 #d3e0e6 #e8eff1 #f7fafa',
    '#a9c6d4 #3f6d88',
    '#ffffff',
    '#2a4356',
  ),
  t(
    '#a7a9cc #dccfdc #faeade',
    '#bcc0d8 #d6d9e6 #ebecf2 #fbfafa',
    '#b4bcd6 #4b5a86',
    '#ffffff',
    '#343a5c',
  ),
];
const winterNight: Choice = [
  t(
    '#07142b #173a63 #3f7197',
    '#3a6285 #5d86a6 #86a9c2 #b4cddd',
    '#2b5577 #081a30',
    '#ffeebf',
    '#06101f',
  ),
];
const spring: Choice = [
  t(
    '#8fc7dd #cfe8e4 #fdeff0',
    '#a9cdb4 #8fc08a #6fae66 #427f4c',
    '#8cc9cf #2c7580',
    '#fffbe6',
    '#1f4a3a',
  ),
];

/** Chooses the light of the scene by the prompt; what it leaves open is random. */
export function chooseTones(brief: Brief, hour: Hour, random: Random): Tones {
  if (brief.season === 'winter' || brief.weather.includes('snow')) {
    return random.pick(hour === 'night' ? winterNight : winter);
  }
  if (brief.season === 'autumn' && hour !== 'night') {
    return random.pick(autumn);
  }
  if (brief.season === 'spring' && hour === 'day') {
    return random.pick(spring);
  }
  return random.pick(hours[hour]);
}
