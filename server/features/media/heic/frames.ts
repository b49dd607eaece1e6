/** Image sequences, which keep their frames in tracks like a video: ISO/IEC 23008-12, section 7. */
import { boxesIn } from '../boxes.ts';

/** The path to a track's sample table: ISO/IEC 14496-12, section 8.7.3.2. */
const SAMPLE_SIZES = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsz'] as const;

interface Span {
  start: number;
  end: number;
}

function contentsAt(bytes: Buffer, path: readonly string[], { start, end }: Span): Span[] {
  const [type, ...rest] = path;
  if (type === undefined) {
    return [{ start, end }];
  }
  return [...boxesIn(bytes, start, end)]
    .filter((box) => box.type === type)
    .flatMap((box) => contentsAt(bytes, rest, box));
}

/** @returns the frames of the longest track of an image sequence; 0 when it has no track. */
function countFrames(bytes: Buffer): number {
  const whole = { start: 0, end: bytes.length };
  const counts = contentsAt(bytes, SAMPLE_SIZES, whole).map(({ start, end }) =>
    start + 12 <= end ? bytes.readUInt32BE(start + 8) : 0,
  );
  return Math.max(0, ...counts);
}

/**
 * An AVIF sequence of one frame is a picture: the still that it contains beside its track.
 * @returns the file as that still alone, with all offsets unchanged; null when there are more frames.
 */
export function stillOfSequence(bytes: Buffer): Buffer | null {
  if (countFrames(bytes) > 1) {
    return null;
  }
  const still = Buffer.from(bytes);
  for (const { type, start, end } of boxesIn(bytes, 0, bytes.length)) {
    if (type === 'ftyp') {
      for (let at = start; at + 4 <= end; at += 4) {
        if (still.toString('latin1', at, at + 4) === 'avis') {
          still.write('avif', at, 'latin1');
        }
      }
    } else if (type === 'moov') {
      still.write('free', start - 4, 'latin1');
    }
  }
  return still;
}
