import { mix } from '../colour.ts';
import { round } from '../pen.ts';
import { cover, type Layer, type Stage } from './stage.ts';

/** Rain, snow, fog and falling leaves in front of everything. */
export function drawWeather(stage: Stage, indoors: boolean): Layer[] {
  const { brief, width, height, unit, pen, tones } = stage;
  const random = pen.random.fork('weather');
  const air = (svg: string, depth: number): Layer => ({ svg, depth, kind: 'air' });
  const layers: Layer[] = [];
  const fall = (speed: number) => (random.next() + pen.moment * speed) % 1;
  if (brief.weather.includes('fog')) {
    const veil = (top: number, opacity: number) =>
      `<rect x="${-unit * 8}" y="${round(height * top)}" width="${width + unit * 16}" height="${round(height * 0.42)}" fill="${pen.linear(
        [
          [tones.sky[2], 0, 0],
          [tones.sky[2], 0.5, opacity],
          [tones.sky[2], 1, 0],
        ],
      )}"/>`;
    layers.push(air(veil(0.34, 0.8) + veil(0.56, 0.6) + veil(0.74, 0.55), 0.6));
  }
  if (brief.weather.includes('rain')) {
    const drops = Array.from({ length: 190 }, () => {
      const [x, y] = [random.between(-0.1, 1.15) * width, fall(2) * height * 1.15 - height * 0.1];
      const long = unit * random.between(2.5, 7);
      return `M${round(x)} ${round(y)}l${round(-long * 0.2)} ${round(long)}`;
    }).join('');
    layers.push(
      air(
        `${cover(stage, '#22303c').replace('/>', ' opacity=".22"/>')}<path d="${drops}" stroke="#e6f0f5" stroke-width="${round(unit * 0.16)}" stroke-linecap="round" opacity=".55"/>`,
        0.9,
      ),
    );
  }
  if (brief.weather.includes('snow') || (brief.season === 'winter' && !indoors)) {
    const flakes = Array.from({ length: 170 }, () => {
      const size = unit * (0.14 + 0.65 * random.next() ** 3);
      return `<circle cx="${round(random.next() * width + pen.sway(random.next()) * unit * 2)}" cy="${round(fall(1) * height)}" r="${size.toFixed(1)}" opacity="${round(random.between(0.5, 1))}"/>`;
    }).join('');
    layers.push(air(`<g fill="#ffffff">${flakes}</g>`, 0.9));
  }
  if (brief.season === 'autumn' && !indoors) {
    const leaves = Array.from({ length: 26 }, () => {
      const colour = random.pick(['#d9672b', '#e8a03c', '#b5432a', '#f0c060']);
      const size = random.between(0.5, 1.5) * unit * 0.12;
      return `<path d="M0 0C-7-4-7-14 0-22 7-14 7-4 0 0Z" fill="${mix(colour, tones.dark, 0.08)}" transform="translate(${round(random.next() * width + pen.sway(random.next()) * unit * 3)} ${round(fall(1) * height)}) rotate(${round(random.next() * 360 + pen.moment * 360)}) scale(${size.toFixed(2)})"/>`;
    }).join('');
    layers.push(air(leaves, 0.85));
  }
  return layers;
}

/** The last light over the whole picture: a glow from the sun's side and darker corners. */
export function drawFinish(stage: Stage): Layer {
  const { pen, sun, width, height, tones } = stage;
  const glow = pen.radial(
    [
      [tones.light, 0, 0.16],
      [tones.light, 1, 0],
    ],
    [sun[0] / width, sun[1] / height, 0.75],
  );
  const corners = pen.radial(
    [
      ['#000000', 0.62, 0],
      ['#000000', 1, 0.26],
    ],
    [0.5, 0.47, 0.78],
  );
  return { svg: cover(stage, glow) + cover(stage, corners), depth: 0, kind: 'air' };
}
