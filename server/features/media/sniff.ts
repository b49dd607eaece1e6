/** The type of a file by its own bytes. Names and headers are not trusted. */

export type SniffedFormat =
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'avif'
  | 'avif_sequence'
  | 'heic'
  | 'gif'
  | 'mp4'
  | 'unknown';

const isAscii = (bytes: Buffer, at: number, text: string) =>
  bytes.toString('latin1', at, at + text.length) === text;

/** Brands of ISO base media files: https://mp4ra.org/registered-types/brands */
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);
const mp4Brands = /^(isom|iso\d|mp4[12]|avc1|dash|M4V |MSNV|qt {2})$/;

function sniffBoxes(bytes: Buffer): SniffedFormat {
  const length = Math.min(bytes.readUInt32BE(0), bytes.length, 256);
  const brands = [bytes.toString('latin1', 8, 12)];
  for (let at = 16; at + 4 <= length; at += 4) {
    brands.push(bytes.toString('latin1', at, at + 4));
  }
  if (brands.includes('avis')) {
    return 'avif_sequence';
  }
  if (brands.includes('avif')) {
    return 'avif';
  }
  if (brands.some((brand) => heicBrands.has(brand))) {
    return 'heic';
  }
  return brands.some((brand) => mp4Brands.test(brand)) ? 'mp4' : 'unknown';
}

export function sniff(bytes: Buffer): SniffedFormat {
  if (bytes.length < 16) {
    return 'unknown';
  }
  if (bytes.readUIntBE(0, 3) === 0xff_d8_ff) {
    return 'jpeg';
  }
  if (isAscii(bytes, 0, '\x89PNG\r\n\x1a\n')) {
    return 'png';
  }
  if (isAscii(bytes, 0, 'RIFF') && isAscii(bytes, 8, 'WEBP')) {
    return 'webp';
  }
  if (isAscii(bytes, 0, 'GIF8')) {
    return 'gif';
  }
  return isAscii(bytes, 4, 'ftyp') ? sniffBoxes(bytes) : 'unknown';
}
