/**
 * Whether a HEIC or AVIF file holds all the coded data that it names. Decoders fill the tiles of a grid
 * whose data are missing with one colour and report success, so this is checked before they are asked.
 * Boxes: ISO/IEC 14496-12, sections 8.11.1 (`meta`), 8.11.3 (`iloc`), 8.11.6 (`iinf`).
 */

interface Box {
  type: string;
  /** The bounds of its content. */
  start: number;
  end: number;
}

/** Types of items that hold compressed pixels. */
const codedTypes = new Set(['hvc1', 'hev1', 'av01']);
/** Coded data never ends in this many zeros: those belong to a part of the file that is missing. */
const MIN_HOLE_BYTES = 64;
/**
 * HEVC writes no three zeros in a row (emulation prevention, ITU-T H.265, 7.3.1.1), and the lengths between
 * its units add three at most. AV1 has no such rule: its decoder finds most holes.
 */
const IMPOSSIBLE_IN_HEVC = Buffer.alloc(8);

/** @returns false when data that the file names are beyond its end, or were never filled in. */
export function hasAllItemData(bytes: Buffer): boolean {
  try {
    const meta = childrenOf(bytes, 0, bytes.length).find(({ type }) => type === 'meta');
    if (!meta) {
      return false;
    }
    const inMeta = childrenOf(bytes, meta.start + 4, meta.end);
    const boxOf = (type: string) => inMeta.find((box) => box.type === type);
    const [iloc, iinf] = [boxOf('iloc'), boxOf('iinf')];
    if (!iloc || !iinf) {
      return false;
    }
    const types = readItemTypes(bytes, iinf);
    return readExtents(bytes, iloc).every(({ item, from, to }) => {
      const type = types.get(item) ?? '';
      return to <= bytes.length && !(codedTypes.has(type) && hasHole(bytes, type, from, to));
    });
  } catch (error) {
    if (error instanceof RangeError) {
      return false;
    }
    throw error;
  }
}

function hasHole(bytes: Buffer, type: string, from: number, to: number): boolean {
  const tail = bytes.subarray(Math.max(from, to - MIN_HOLE_BYTES), to);
  return (
    tail.every((byte) => byte === 0) ||
    (type !== 'av01' && bytes.subarray(from, to).includes(IMPOSSIBLE_IN_HEVC))
  );
}

/** @throws RangeError when a box is cut in its header. */
function childrenOf(bytes: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to; ) {
    const size32 = bytes.readUInt32BE(at);
    const header = size32 === 1 ? 16 : 8;
    const size =
      size32 === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : size32 === 0 ? to - at : size32;
    if (size < header) {
      throw new RangeError('a box is smaller than its header');
    }
    const type = bytes.toString('latin1', at + 4, at + 8);
    boxes.push({ type, start: at + header, end: Math.min(at + size, to) });
    at += size;
  }
  return boxes;
}

function readItemTypes(bytes: Buffer, iinf: Box): Map<number, string> {
  const wideCount = bytes.readUInt8(iinf.start) > 0;
  const types = new Map<number, string>();
  for (const infe of childrenOf(bytes, iinf.start + (wideCount ? 8 : 6), iinf.end)) {
    const version = bytes.readUInt8(infe.start);
    if (version >= 2) {
      const wideId = version > 2;
      const id = bytes.readUIntBE(infe.start + 4, wideId ? 4 : 2);
      const at = infe.start + (wideId ? 10 : 8);
      types.set(id, bytes.toString('latin1', at, at + 4));
    }
  }
  return types;
}

interface Extent {
  item: number;
  from: number;
  to: number;
}

/**
 * A sequential reader.
 * @throws RangeError beyond the end of the file.
 */
function createReader(bytes: Buffer, start: number) {
  let at = start;
  return {
    read(size: number): number {
      const value =
        size === 8 ? Number(bytes.readBigUInt64BE(at)) : size && bytes.readUIntBE(at, size);
      at += size;
      return value;
    },
    skip(size: number): void {
      at += size;
    },
  };
}

/** Positions of items in the file itself; those inside `idat` or derived from others are left out. */
function readExtents(bytes: Buffer, iloc: Box): Extent[] {
  const { read, skip } = createReader(bytes, iloc.start);
  const version = read(1);
  skip(3);
  const sizes = read(2);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const idSize = version < 2 ? 2 : 4;
  const extents: Extent[] = [];
  for (let left = read(idSize); left > 0; left--) {
    const item = read(idSize);
    const isInFile = version === 0 || (read(2) & 15) === 0;
    skip(2);
    const base = read(baseSize);
    for (let count = read(2); count > 0; count--) {
      skip(version === 0 ? 0 : sizes & 15);
      const from = base + read(offsetSize);
      const length = read(lengthSize);
      if (isInFile) {
        // A length of zero means "to the end of the file".
        extents.push({ item, from, to: length === 0 ? bytes.length : from + length });
      }
    }
  }
  return extents;
}
