import { mix, regrade, shade } from '../colour.ts';
import { createPen, polygon, round } from '../pen.ts';
import { createRandom, hashText } from '../random.ts';
import { drawings } from '../subjects/index.ts';
import type { Brief } from '../words/brief.ts';
import type { Hour } from '../words/lookWords.ts';
import type { Place, Subject } from '../words/subjectWords.ts';
import { abstract } from './abstracts.ts';
import { breakers } from './breakers.ts';
import { colourGrade, moodGrades, subjectGrade } from './grades.ts';
import { desert, field, forest, mountains, volcano } from './lands.ts';
import { placeSubjects } from './placing.ts';
import { hill } from './ridges.ts';
import { backdrop, room, space, studio } from './rooms.ts';
import { drawSky } from './skies.ts';
import { cover, type Layer, type Stage } from './stage.ts';
import { chooseTones } from './tones.ts';
import { city, village } from './towns.ts';
import { beach, lake, sea, underwater, waves } from './waters.ts';
import { drawFinish, drawWeather } from './weather.ts';

type Setting = Place | 'studio' | 'backdrop' | 'hills';

interface Ground {
  draw(stage: Stage): Layer[];
  /** Part of the height above the horizon. */
  horizon: number;
  /** Whether the open sky is behind it. */
  sky: boolean;
}

const grounds = {
  mountains: { draw: mountains, horizon: 0.6, sky: true },
  volcano: { draw: volcano, horizon: 0.64, sky: true },
  sea: { draw: sea, horizon: 0.54, sky: true },
  lake: { draw: lake, horizon: 0.55, sky: true },
  waves: { draw: surf, horizon: 0.42, sky: true },
  beach: { draw: beach, horizon: 0.52, sky: true },
  forest: { draw: forest, horizon: 0.5, sky: true },
  desert: { draw: desert, horizon: 0.56, sky: true },
  city: { draw: city, horizon: 0.6, sky: true },
  village: { draw: village, horizon: 0.52, sky: true },
  field: { draw: field, horizon: 0.5, sky: true },
  space: { draw: space, horizon: 0.6, sky: false },
  underwater: { draw: underwater, horizon: 0.4, sky: false },
  sky: { draw: farLand, horizon: 0.94, sky: true },
  room: { draw: room, horizon: 0.6, sky: false },
  abstract: { draw: abstract, horizon: 0.5, sky: false },
  studio: { draw: studio, horizon: 0.6, sky: false },
  backdrop: { draw: backdrop, horizon: 0.6, sky: false },
  hills: { draw: hills, horizon: 0.6, sky: true },
} as const satisfies Record<Setting, Ground>;

/** Stylised waves for posters, breaking waves elsewhere. */
function surf(stage: Stage): Layer[] {
  const { style, places } = stage.brief;
  const flat = style === 'poster' || style === 'deco' || style === 'paper';
  return flat || places.includes('abstract') ? waves(stage) : breakers(stage);
}

/** A last strip of land under a large sky. */
function farLand(stage: Stage): Layer[] {
  const { tones, unit, pen, height } = stage;
  const random = pen.random.fork('far');
  return [1, 2].map((i) => ({
    svg: hill(
      stage,
      random,
      height * (0.9 + i * 0.04),
      unit * (14 - i * 4),
      mix(tones.land[i === 1 ? 1 : 3], tones.dark, 0.4),
    ),
    depth: 0.2 * i,
    kind: 'land' as const,
  }));
}

function hills(stage: Stage): Layer[] {
  const { tones, horizon, unit, pen, height } = stage;
  const random = pen.random.fork('hills');
  return tones.land.map((tone, i) => ({
    svg: hill(
      stage,
      random,
      horizon + (height - horizon) * i * 0.25,
      unit * (15 - i * 2),
      pen.linear([shade(tone, 0.03), shade(tone, -0.05)]),
    ),
    depth: 0.15 + i * 0.17,
    kind: 'land' as const,
  }));
}

const nightly: readonly Subject[] = ['moon', 'fireworks', 'aurora', 'comet', 'ufo'];

function chooseSetting(brief: Brief): Setting {
  const places = brief.places.filter((place) => place !== 'abstract');
  const [first, second] = places;
  const swims = brief.subjects.some(({ subject }) => drawings[subject].standing === 'swim');
  if (swims && (first === undefined || first === 'sea' || first === 'lake')) {
    return 'underwater';
  }
  if (first !== undefined && second !== undefined) {
    const both = (...pair: Place[]) => pair.every((place) => brief.places.includes(place));
    if (both('mountains', 'lake') || both('mountains', 'sea') || both('forest', 'lake')) {
      return 'lake';
    }
    if (first === 'sky') {
      return second;
    }
  }
  if (first !== undefined) {
    return first;
  }
  if (brief.subjects.length === 0) {
    return hasView(brief) ? 'hills' : 'abstract';
  }
  const homes = brief.subjects.map(({ subject }) => drawings[subject].home ?? 'sky');
  return (
    homes.find((home) => home !== 'studio' && home !== 'backdrop' && home !== 'hills') ??
    homes[0] ??
    'hills'
  );
}

/** A prompt with only a season, hour or weather means a landscape. */
function hasView(brief: Brief): boolean {
  return brief.hour !== null || brief.season !== null || brief.weather.length > 0;
}

function chooseHour(brief: Brief, pickOne: () => Hour): Hour {
  if (brief.hour !== null) {
    return brief.hour;
  }
  const dark =
    brief.moods.includes('neon') || brief.moods.includes('dark') || brief.weather.includes('stars');
  return dark || brief.subjects.some(({ subject }) => nightly.includes(subject))
    ? 'night'
    : pickOne();
}

export interface Scene {
  width: number;
  height: number;
  layers: Layer[];
  defs: string;
  /** The unit of sizes, about a hundredth of the shorter side. */
  unit: number;
}

/** Composes the picture of a brief. @param moment Part of the clip's loop, 0–1. */
export function composeScene(
  brief: Brief,
  seed: number,
  size: { width: number; height: number },
  moment = 0,
): Scene {
  const random = createRandom(seed ^ brief.hash ^ hashText(`${size.width}:${size.height}`));
  const { width, height } = size;
  const pen = createPen(random, moment);
  const setting = chooseSetting(brief);
  const ground = grounds[setting];
  const hour = chooseHour(brief, () =>
    random.fork('hour').pick(['day', 'day', 'sunset', 'dawn'] as const),
  );
  const tones = chooseTones(brief, hour, random.fork('tones'));
  const where = random.fork('sun');
  const horizon = height * (ground.horizon + where.between(-0.03, 0.03));
  const low = hour === 'sunset' || hour === 'dawn';
  const sun = [
    width * (where.chance(0.5) ? where.between(0.2, 0.36) : where.between(0.64, 0.8)),
    horizon * (low ? where.between(0.6, 0.78) : where.between(0.26, 0.42)),
  ] as const;
  const stage: Stage = {
    width,
    height,
    horizon,
    sun,
    tones,
    hour,
    brief,
    pen,
    unit: Math.min(width, height) / 100,
    rise: Math.max(1, height / width) ** 0.85,
  };
  const indoors = !ground.sky;
  const named = (subject: Subject) => brief.subjects.some((s) => s.subject === subject);
  const sky = ground.sky
    ? drawSky(stage, {
        sun: !named('sun') && !named('moon') && !named('planet'),
        clouds: setting !== 'waves' && !named('aurora'),
      })
    : [];
  const layers = [
    ...sky,
    ...(brief.style === 'deco' ? [rays(stage)] : []),
    ...withSurface(stage, setting, ground.draw(stage)),
  ];
  paintBehind(layers, pen.defs, brief);
  const skyward = placeSubjects(
    stage,
    setting === 'studio' || setting === 'room' || setting === 'backdrop',
  );
  const behind = skyward.filter(({ depth }) => depth <= 0.1);
  const front = skyward.filter(({ depth }) => depth > 0.1);
  const at = setting === 'backdrop' || indoors ? layers.length : sky.length;
  layers.splice(at, 0, ...behind);
  const near =
    setting === 'lake' && layers.at(-1)?.depth === 0.9 ? layers.splice(layers.length - 1, 1) : [];
  layers.push(...front, ...near, ...drawWeather(stage, indoors), drawFinish(stage));
  const composed = { width, height, layers, defs: pen.defs.join(''), unit: stage.unit };
  return graded(composed, brief, hour === 'night');
}

/** Adds ground under subjects: the surface of a moon in space, a bank by the water. */
function withSurface(stage: Stage, setting: Setting, layers: Layer[]): Layer[] {
  const onGround = stage.brief.subjects.filter(({ subject }) =>
    ['ground', 'table'].includes(drawings[subject].standing),
  );
  // A lighthouse is drawn with its own rock.
  const stands = onGround.some(({ subject }) => subject !== 'lighthouse');
  if (stands && ['lake', 'sea', 'waves'].includes(setting)) {
    const { tones, height } = stage;
    const fill = stage.pen.linear([tones.land[2], tones.land[3]]);
    const bank = hill(stage, stage.pen.random.fork('bank'), height * 0.84, stage.unit * 4, fill);
    return [...layers, { svg: bank, depth: 0.5, kind: 'land' }];
  }
  if (setting !== 'space' || !stands) {
    return layers;
  }
  const { pen, unit, width, height } = stage;
  const random = pen.random.fork('dust');
  const craters = Array.from({ length: 9 }, () => {
    const [x, y, r] = [
      random.next() * width,
      height * random.between(0.84, 0.98),
      unit * random.between(2, 7),
    ];
    return `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(r)}" ry="${round(r * 0.3)}" fill="#5d5a72"/><ellipse cx="${round(x)}" cy="${round(y + r * 0.08)}" rx="${round(r * 0.86)}" ry="${round(r * 0.22)}" fill="#47445c"/>`;
  }).join('');
  return [
    ...layers,
    {
      svg:
        hill(
          stage,
          random,
          height * 0.82,
          unit * 5,
          pen.linear(['#a9a6bd', '#6b6880', '#3d3a50']),
        ) + craters,
      depth: 0.4,
      kind: 'land',
    },
  ];
}

/** Art deco's sunburst behind the scene. */
function rays(stage: Stage): Layer {
  const { width, height, pen } = stage;
  const far = Math.hypot(width, height);
  const [x, y] = [width / 2, stage.horizon];
  const svg = Array.from({ length: 28 }, (_, i) => {
    const a = (i / 28) * 2 * Math.PI;
    const b = a + Math.PI / 28;
    return `<path d="${polygon([
      [x, y],
      [x + Math.cos(a) * far, y + Math.sin(a) * far],
      [x + Math.cos(b) * far, y + Math.sin(b) * far],
    ])}"/>`;
  }).join('');
  return {
    svg: `${cover(stage, pen.linear(['#0d3b42', '#0a2229']))}<g fill="${mix('#e0b45c', '#0d3b42', 0.35)}" opacity=".5">${svg}</g>`,
    depth: 0.05,
    kind: 'back',
  };
}

/** Tints the layers drawn so far in the colour that the prompt names for the background. */
function paintBehind(layers: Layer[], defs: string[], { backdrop: colour }: Brief): void {
  if (colour !== null) {
    const paint = (svg: string) => regrade(svg, colourGrade([colour]) ?? subjectGrade(colour));
    for (const layer of layers) {
      layer.svg = paint(layer.svg);
    }
    defs.splice(0, defs.length, ...defs.map(paint));
  }
}

/** @param isNight ignores dark grades: a city at night must not become black */
function graded(scene: Scene, brief: Brief, isNight: boolean): Scene {
  // In "black and white" the words are no colours of the picture.
  const colours = brief.moods.includes('monochrome') ? [] : brief.colours;
  const whole = colourGrade(colours.filter((colour) => !(isNight && colour === 'black')));
  const grades = [
    ...(whole === null ? [] : [whole]),
    ...brief.moods.filter((mood) => !(isNight && mood === 'dark')).map((mood) => moodGrades[mood]),
  ];
  if (grades.length === 0) {
    return scene;
  }
  const apply = (svg: string) =>
    regrade(svg, (colour) => grades.reduce((c, grade) => grade(c), colour));
  // Black and white, and old photographs, have no colours at all.
  const bare = brief.moods.some((mood) => mood === 'monochrome' || mood === 'sepia');
  return {
    ...scene,
    layers: scene.layers.map((layer) =>
      layer.keepsColour && !bare ? layer : { ...layer, svg: apply(layer.svg) },
    ),
    defs: apply(scene.defs),
  };
}

/** The scene as one SVG. @param drift How far the camera has moved, in units, for a clip. */
export function sceneToSvg(
  scene: Scene,
  options: { drift?: number; paper?: boolean; reflection?: boolean } = {},
): string {
  const { width, height, unit } = scene;
  const { drift = 0, paper = false, reflection = false } = options;
  const cut = paper
    ? `<filter id="cut" x="-5%" y="-5%" width="110%" height="112%"><feDropShadow dx="${round(unit * 0.35)}" dy="${round(unit * 0.7)}" stdDeviation="${round(unit * 0.7)}" flood-color="#000000" flood-opacity=".5"/></filter>`
    : '';
  const body = scene.layers
    .filter(({ svg }) => svg !== '')
    .map(({ svg, depth, kind }) => {
      const move =
        drift === 0 ? '' : ` transform="translate(${(drift * depth * unit).toFixed(2)} 0)"`;
      const shadow = paper && (kind === 'thing' || kind === 'land') ? ' filter="url(#cut)"' : '';
      return `<g${move}${shadow}>${svg}</g>`;
    })
    .join('');
  const edge = height * 0.7;
  const world = reflection
    ? `<clipPath id="upper"><rect x="${-unit * 8}" y="${-unit * 8}" width="${width + unit * 16}" height="${round(edge + unit * 8)}"/></clipPath><g id="world" clip-path="url(#upper)"><g transform="translate(0 ${round(edge - height)})">${body}</g></g><g transform="translate(0 ${round(edge * 2)}) scale(1 -1)"><use href="#world"/></g><rect y="${round(edge)}" width="${width}" height="${round(height - edge)}" fill="#0c2633" opacity=".38"/><rect y="${round(edge)}" width="${width}" height="${round(unit * 0.4)}" fill="#ffffff" opacity=".35"/>`
    : body;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs>${scene.defs}${cut}</defs>${world}</svg>`;
}
