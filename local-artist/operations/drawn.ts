import type { Proportions } from '../raster.ts';

export interface ArtistInput {
  bytes: Buffer;
  mime: string;
}

/** A request to the artist. The same request gives the same bytes. */
export interface ArtistRequest {
  prompt: string;
  /** 32-bit. */
  seed: number;
  aspectRatio: Proportions;
  inputs: ArtistInput[];
  /** How many times larger an upscale is. */
  scale?: number;
  signal: AbortSignal;
}

/** A finished file. */
export interface Drawn {
  bytes: Buffer;
  mime: string;
}

/** The request is impossible, now and later. */
export class InvalidRequestError extends Error {
  override readonly name = 'InvalidRequestError';
}

/** The only or first input. @throws InvalidRequestError when there is none. */
export function firstInput({ inputs }: ArtistRequest): ArtistInput {
  const [input] = inputs;
  if (input === undefined) {
    throw new InvalidRequestError('the operation needs a picture');
  }
  return input;
}
