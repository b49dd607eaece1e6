/**
 * Size and duration of an MP4, read from its boxes (ISO/IEC 14496-12): `moov/mvhd` holds the length,
 * `moov/trak/tkhd` the size of each track. Nothing is decoded.
 */

import { type Box, boxesIn } from './boxes.ts';

export interface VideoMetadata {
  width: number;
  height: number;
  durationMs: number;
}

function readDuration(bytes: Buffer, { start, end }: Box): number {
  const isLong = bytes[start] === 1;
  if (start + (isLong ? 32 : 20) > end) {
    return 0;
  }
  const scale = bytes.readUInt32BE(start + (isLong ? 20 : 12));
  const length = isLong
    ? Number(bytes.readBigUInt64BE(start + 24))
    : bytes.readUInt32BE(start + 16);
  return scale > 0 ? Math.round((length / scale) * 1000) : 0;
}

/** The last two fields of `tkhd`: 16.16 fixed point. */
function readSize(bytes: Buffer, { start, end }: Box) {
  if (end - start < 8) {
    return { width: 0, height: 0 };
  }
  return { width: bytes.readUInt16BE(end - 8), height: bytes.readUInt16BE(end - 4) };
}

/** @returns null when it holds no readable video. */
export function readMp4(bytes: Buffer): VideoMetadata | null {
  const top = [...boxesIn(bytes, 0, bytes.length)];
  const movie = top.find(({ type }) => type === 'moov');
  if (!movie || !top.some(({ type }) => type === 'mdat')) {
    return null;
  }
  const facts: VideoMetadata = { width: 0, height: 0, durationMs: 0 };
  for (const box of boxesIn(bytes, movie.start, movie.end)) {
    if (box.type === 'mvhd') {
      facts.durationMs = readDuration(bytes, box);
    } else if (box.type === 'trak') {
      const head = [...boxesIn(bytes, box.start, box.end)].find(({ type }) => type === 'tkhd');
      const size = head ? readSize(bytes, head) : { width: 0, height: 0 };
      if (size.width > facts.width) {
        Object.assign(facts, size);
      }
    }
  }
  return facts.width > 0 && facts.height > 0 ? facts : null;
}
