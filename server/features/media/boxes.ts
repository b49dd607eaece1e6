/** Boxes of ISO base media files: ISO/IEC 14496-12, section 4.2. */

export interface Box {
  type: string;
  /** Offset of its content. */
  start: number;
  end: number;
}

/** Complete boxes, up to the first incomplete one. */
export function* boxesIn(bytes: Buffer, start: number, end: number): Generator<Box> {
  let at = start;
  while (at + 8 <= end) {
    const size32 = bytes.readUInt32BE(at);
    const isLong = size32 === 1 && at + 16 <= end;
    const header = isLong ? 16 : 8;
    const size = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : size32 || end - at;
    if (size < header || at + size > end) {
      return;
    }
    yield { type: bytes.toString('latin1', at + 4, at + 8), start: at + header, end: at + size };
    at += size;
  }
}
