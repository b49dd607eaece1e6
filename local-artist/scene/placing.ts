import { hueDistance, regrade } from '../colour.ts';
import { createPen, type Pen, round } from '../pen.ts';
import type { Random } from '../random.ts';
import type { Drawing } from '../subjects/drawing.ts';
import { drawings } from '../subjects/index.ts';
import type { NamedSubject } from '../words/company.ts';
import { colouredNightGrade, nightGrade, subjectGrade, sunsetGrade } from './grades.ts';
import type { Layer, Stage } from './stage.ts';

interface Actor {
  named: NamedSubject;
  drawing: Drawing;
  /** Its index among several of its kind. */
  copy: number;
}

const isSkyward = ({ drawing }: Actor) => drawing.standing === 'celestial';
const isAloft = ({ drawing }: Actor) => drawing.standing === 'fly' || drawing.standing === 'swim';

const shots = { close: 1.4, far: 0.55 } as const;

/** Draws the subjects of the prompt into the scene, the far ones first. */
export function placeSubjects(stage: Stage, indoors: boolean): Layer[] {
  const actors = stage.brief.subjects.flatMap((named): Actor[] =>
    Array.from({ length: named.count }, (_, copy) => ({
      named,
      drawing: drawings[named.subject],
      copy,
    })),
  );
  const skyward = actors.filter(isSkyward);
  const others = actors.filter((actor) => !isSkyward(actor));
  const busts = others.filter(({ drawing }) => drawing.standing === 'bust');
  const before = busts.length > 0 ? others.filter(({ drawing }) => drawing.inFront) : [];
  const supporting = others.filter(
    (actor) => actor.drawing.standing !== 'bust' && !before.includes(actor),
  );
  const rest = supporting.toSorted(
    (a, b) => b.drawing.scale * b.drawing.height - a.drawing.scale * a.drawing.height,
  );
  return [
    ...skyward.map((actor, i) => inSky(stage, actor, i, skyward.length, others.length === 0)),
    ...rest.map((actor, i) =>
      standing(stage, actor, { i, count: rest.length, behind: busts.length > 0, indoors }),
    ),
    ...busts.map((actor, i) => inFront(stage, actor, i, busts.length, rest.length)),
    ...before.map((actor) => onDesk(stage, actor, busts.length === 1 && rest.length > 0)),
  ];
}

/** Where something stands: parts of the picture's width and height. */
interface Spot {
  x: number;
  y: number;
}

/** A wide subject spans the sky, a single one is in the middle, others at the side or in a row. */
function spotInSky(
  random: Random,
  wide: boolean,
  centred: boolean,
  i: number,
  count: number,
): Spot {
  const side = random.chance(0.5) ? 0.27 : 0.73;
  if (wide) {
    return { x: 0.5, y: 0.34 };
  }
  const single = centred ? 0.5 : side;
  const x = count > 1 ? (i + 0.5) / count : single;
  return { x, y: centred ? 0.46 : random.between(0.2, 0.28) };
}

function inSky(stage: Stage, actor: Actor, i: number, count: number, alone: boolean): Layer {
  const { width, height, unit } = stage;
  const random = stage.pen.random.fork(`sky${i}`);
  const { drawing } = actor;
  const wide = drawing.scale > 1.55;
  const single = alone ? 58 : 38 * drawing.scale ** 0.6;
  const size = (wide ? 96 : single) * unit * (alone && count > 1 ? 0.62 : 1);
  const scale = (size / Math.max(drawing.width, drawing.height)) * shotOf(stage);
  const grounded = alone && drawing.home !== 'space';
  const { x, y } = spotInSky(random, wide, alone && !grounded, i, count);
  const drop = count > 1 ? random.between(-0.1, 0.1) : 0;
  const fit = grounded && !wide ? 0.72 : 1;
  return place(stage, actor, width * x, height * (y + drop), scale * fit, 0.1);
}

/** The other subjects on the ground around one of them. */
interface Company {
  /** Its place among them, the largest first, and how many there are. */
  i: number;
  count: number;
  /** Whether a bust is in front of them. */
  behind: boolean;
  indoors: boolean;
}

/** The size of subjects by their number. */
const crowding = [1, 0.72, 0.58, 0.5, 0.44, 0.4] as const;

function standingSize(stage: Stage, drawing: Drawing, { count, behind }: Company): number {
  const room = drawing.standing === 'top' ? 84 : 62 * Math.min(1.35, drawing.scale ** 0.7);
  const crowd = crowding[Math.min(5, count - 1)] ?? 0.4;
  const spread = Math.max(1, (stage.width / stage.height) ** 0.7);
  return room * stage.unit * (count > 1 ? Math.min(1, crowd * spread) : 1) * (behind ? 0.62 : 1);
}

/** The horizontal position, as a share of the width. */
function slotOf(random: Random, { i, count, behind }: Company): number {
  if (count > 1) {
    return 0.08 + (0.84 * (orderOf(i, count) + 0.5)) / count + random.between(-0.025, 0.025);
  }
  return behind ? 0.76 : 0.5 + random.between(-0.05, 0.05);
}

/** Several subjects are at slightly different heights; in units. */
function unevenness(random: Random, count: number, low: number, high: number): number {
  return count > 1 ? random.between(low, high) : 0;
}

/** Pixels from the top to where the thing stands, floats or flies. */
function levelOf(stage: Stage, random: Random, drawing: Drawing, company: Company): number {
  const { height, unit, horizon } = stage;
  const { i, count, behind, indoors } = company;
  switch (drawing.standing) {
    case 'top':
      return height * 0.5 + unevenness(random, count, -13, 13) * unit;
    case 'swim':
      return height * 0.48 + unevenness(random, count, -13, 13) * unit;
    case 'fly':
      return height * 0.43 + unevenness(random, count, -13, 13) * unit;
    case 'float':
      return Math.max(horizon + unit * 9, height * 0.72) + i * unit * 2;
    case 'ground':
    case 'table':
    case 'bust':
    case 'celestial': {
      const outdoors = behind ? 0.74 : 0.87;
      return height * (indoors ? 0.83 : outdoors) + unevenness(random, count, -2, 3) * unit;
    }
  }
}

function standing(stage: Stage, actor: Actor, company: Company): Layer {
  const { drawing } = actor;
  const random = stage.pen.random.fork(`${actor.named.subject}${actor.copy}`);
  const tall = Math.max(drawing.width * 0.92, drawing.height);
  const size = standingSize(stage, drawing, company);
  const scale = (size / tall) * shotOf(stage) * random.between(0.94, 1.06);
  const x = stage.width * slotOf(random, company);
  const y = levelOf(stage, random, drawing, company);
  return place(stage, actor, x, y, scale, company.behind ? 0.4 : 0.62);
}

/** The largest are in the middle, the others on both sides. */
function orderOf(i: number, count: number): number {
  const middle = Math.floor((count - 1) / 2);
  return i % 2 === 0 ? middle - i / 2 : middle + (i + 1) / 2;
}

function inFront(stage: Stage, actor: Actor, i: number, count: number, rest: number): Layer {
  const { width, height, unit } = stage;
  const random = stage.pen.random.fork(`bust${i}`);
  const { drawing } = actor;
  const shot = stage.brief.shot === 'far' ? 0.7 : stage.brief.shot === 'close' ? 1.3 : 1;
  const fit = Math.min((height * 0.84) / drawing.height, (width * 0.98) / drawing.width);
  const scale =
    fit *
    shot *
    (count > 1 ? Math.max(0.56, 1.5 / count) * Math.min(1.25, Math.max(1, width / height)) : 1) *
    (rest > 0 && count === 1 ? 0.82 : 1);
  const x =
    count > 1
      ? 0.04 + (0.92 * (i + 0.5)) / count
      : rest > 0
        ? 0.36
        : 0.5 + random.between(-0.03, 0.03);
  return place(stage, actor, width * x, height + unit, scale, 0.7);
}

/** At the lower edge of the picture, in front of the person who uses it. */
function onDesk(stage: Stage, actor: Actor, isAside: boolean): Layer {
  const { width, height } = stage;
  const scale = (Math.min(width, height) * 0.56) / actor.drawing.width;
  return place(stage, actor, width * (isAside ? 0.36 : 0.5), height * 0.985, scale, 0.75);
}

function shotOf(stage: Stage): number {
  return stage.brief.shot === null ? 1 : shots[stage.brief.shot];
}

/** The drawing in the colour that the prompt names for it, in the light of the hour. */
function inItsColours(stage: Stage, { drawing, named, copy }: Actor, pen: Pen): string {
  const drawn = drawing.draw(
    pen,
    drawing.standing === 'bust' ? (stage.brief.clothes ?? named.colour) : named.colour,
    stage.brief.details,
  );
  let svg = `<defs>${pen.defs.join('')}</defs>${drawn}`;
  if (named.colour !== null && !drawing.dressed) {
    svg = regrade(svg, subjectGrade(named.colour, drawing.tinted));
  }
  if (copy % 2 === 1 && named.colour === null && drawing.standing === 'bust' && !drawing.dressed) {
    // The second of a pair is warmer, so that the two are not identical.
    svg = regrade(svg, ({ l, c, h }) => ({
      l: l * 0.97,
      c: c < 0.012 ? c : c + 0.045,
      h: h + hueDistance(h, 58) * 0.8,
    }));
  }
  return drawing.lit === false ? svg : inLight(stage, svg, named.colour !== null);
}

/** By moonlight or in the low sun, when the prompt says so. */
function inLight({ brief }: Stage, svg: string, isColoured: boolean): string {
  switch (brief.hour) {
    case 'night':
      return regrade(svg, isColoured ? colouredNightGrade : nightGrade);
    case 'sunset':
      return regrade(svg, sunsetGrade);
    default:
      return svg;
  }
}

/** Draws one subject in its own colours and light, with a shadow on the ground. */
function place(
  stage: Stage,
  actor: Actor,
  x: number,
  y: number,
  scale: number,
  depth: number,
): Layer {
  const { drawing, named, copy } = actor;
  const random = stage.pen.random.fork(`${named.subject}#${copy}`);
  const pen = createPen(random, stage.pen.moment, `${named.subject}${copy}_`);
  const svg = inItsColours(stage, actor, pen);
  const grounded = drawing.standing === 'ground' || drawing.standing === 'table';
  const shadow = grounded
    ? `<ellipse cx="${round(drawing.width * 0.06)}" cy="0" rx="${round(drawing.width * 0.46)}" ry="${round(drawing.width * 0.065)}" fill="#0c1014" opacity=".42" ${stage.pen.blur(drawing.width * 0.028)}/>`
    : '';
  const bob = isAloft(actor) ? pen.sway(copy * 0.3, 1) * stage.unit * 1.4 : 0;
  const mayFlip = drawing.standing !== 'bust' && drawing.standing !== 'top' && random.chance(0.4);
  const flip = mayFlip ? -1 : 1;
  return {
    svg: `<g transform="translate(${round(x)} ${round(y + bob)}) scale(${scale.toFixed(4)})">${shadow}<g transform="scale(${flip} 1)">${svg}</g></g>`,
    depth,
    kind: 'thing',
    ...(named.colour === null ? {} : { keepsColour: true }),
  };
}
