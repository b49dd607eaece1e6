import sharp, { type Sharp } from 'sharp';
import { openPicture, type Size } from '../raster.ts';

/** What goes onto one sheet, and its size. */
export interface Plan extends Size {
  pictures: Buffer[];
  signal: AbortSignal;
}

/** Fills the cell, keeping what draws the eye. */
export function fill(picture: Buffer, width: number, height: number): Promise<Buffer> {
  return openPicture(picture)
    .flatten()
    .toColourspace('srgb')
    .resize(Math.round(width), Math.round(height), { fit: 'cover', position: 'attention' })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

export function canvas({ width, height }: Size, background = '#f4efe6'): Sharp {
  return sharp({ create: { width, height, channels: 3, background } });
}
