/** What the artist can do: everything by the same request, everything as a finished file. */
import { addText } from './operations/addText.ts';
import { create } from './operations/create.ts';
import type { ArtistRequest, Drawn } from './operations/drawn.ts';
import { merge } from './operations/merge.ts';
import { retouch } from './operations/retouch.ts';
import { upscale } from './operations/upscale.ts';
import { video } from './operations/video.ts';

export { type ArtistRequest, type Drawn, InvalidRequestError } from './operations/drawn.ts';

/** @throws InvalidRequestError when it can never be done, the signal's reason when it is called off. */
type Operation = (request: ArtistRequest) => Promise<Drawn>;

export const artist = {
  create,
  video,
  merge,
  retouch,
  upscale,
  add_text: addText,
} as const satisfies Record<string, Operation>;
