import sharp, { type Sharp } from 'sharp';
import { openPicture, type Size } from '../raster.ts';

/** The pictures of one sheet, and its size. */
export interface Plan extends Size {
  pictures: Buffer[];
  signal: AbortSignal;
}

/** Crops the picture to the cell, keeping its most prominent part. */
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
