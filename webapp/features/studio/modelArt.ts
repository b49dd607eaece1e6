import bottle from '../../domain/media/art/bottle.svg';
import coffee from '../../domain/media/art/coffee.svg';
import dunes from '../../domain/media/art/dunes.svg';
import fruit from '../../domain/media/art/fruit.svg';
import lake from '../../domain/media/art/lake.svg';
import leaves from '../../domain/media/art/leaves.svg';
import planet from '../../domain/media/art/planet.svg';
import portrait from '../../domain/media/art/portrait.svg';
import ribbons from '../../domain/media/art/ribbons.svg';
import room from '../../domain/media/art/room.svg';
import wave from '../../domain/media/art/wave.svg';

const known: Readonly<Record<string, string>> = {
  'nano-banana': fruit,
  'imagen-3': leaves,
  'veo-3-1-fast': wave,
  'veo-3-1-pro': planet,
  editor: coffee,
  merger: room,
  'face-swapper': portrait,
  retoucher: bottle,
  upscaler: dunes,
  texter: ribbons,
};
const others = [lake, dunes, ribbons, leaves, coffee, wave];

/** The picture at the head of a model's card; a model that an admin adds later always gets the same one, too. */
export function modelArt(code: string): string {
  const sum = [...code].reduce((total, char) => total + char.charCodeAt(0), 0);
  return known[code] ?? others[sum % others.length] ?? lake;
}
