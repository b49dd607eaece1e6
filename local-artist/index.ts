/** The artist's operations: each takes the same kind of request and returns a finished file. */
import { addText } from './operations/addText.ts';
import { create } from './operations/create.ts';
import type { ArtistRequest, Drawn } from './operations/drawn.ts';
import { merge } from './operations/merge.ts';
import { retouch } from './operations/retouch.ts';
import { upscale } from './operations/upscale.ts';
import { video } from './operations/video.ts';

export { type ArtistRequest, type Drawn, InvalidRequestError } from './operations/drawn.ts';

/** @throws InvalidRequestError for an impossible request, the signal's reason when it is cancelled. */
type Operation = (request: ArtistRequest) => Promise<Drawn>;

export const artist = {
  create,
  video,
  merge,
  retouch,
  upscale,
  add_text: addText,
} as const satisfies Record<string, Operation>;
