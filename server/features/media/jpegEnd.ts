/**
 * JPEG files whose end marker is missing: phones and messengers make them. Decoders refuse them as
 * truncated, and fill what is missing with grey once the marker is put back, so it is put back only
 * where all pixels are there.
 * Markers: ITU-T T.81, annex B; progressive scans: annex G.
 */
import { sharp } from './sharp.ts';

const END_MARKER = Buffer.from([0xff, 0xd9]);
const SOS = 0xda;
const EOI = 0xd9;
/** Huffman-coded frames: baseline, extended, progressive. */
const SOF = new Set([0xc0, 0xc1, 0xc2]);
const PROGRESSIVE = 0xc2;
/** No block of a JPEG is higher, so a cut at the very end of the data shows here. */
const MAX_BLOCK_ROWS = 32;

interface Scan {
  components: number[];
  /** The first and the last coefficient, and the bits that later scans still refine. */
  first: number;
  last: number;
  lowBits: number;
}

interface Structure {
  isProgressive: boolean;
  components: number[];
  scans: Scan[];
}

/**
 * @param bytes a file that begins as a JPEG and whose size has been checked
 * @returns the file with its end; the same bytes when it has one, or when pixels are missing.
 */
export async function restoreEnd(bytes: Buffer): Promise<Buffer> {
  const structure = readOpenEnded(bytes);
  if (!structure || !hasAllScans(structure)) {
    return bytes;
  }
  // A lone 0xff at the end is the first half of the marker.
  const data = bytes.at(-1) === 0xff ? bytes.subarray(0, -1) : bytes;
  return (await needsNoMoreData(data)) ? Buffer.concat([data, END_MARKER]) : bytes;
}

/** @returns null when there is an end marker, or when the file ends in a header. */
function readOpenEnded(bytes: Buffer): Structure | null {
  const structure: Structure = { isProgressive: false, components: [], scans: [] };
  for (let at = 2; at + 4 <= bytes.length; ) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff || marker === EOI) {
      return null;
    }
    const header = bytes.subarray(at + 4, at + 2 + bytes.readUInt16BE(at + 2));
    at += 4 + header.length;
    if (at > bytes.length) {
      return null;
    }
    if (SOF.has(marker)) {
      structure.isProgressive = marker === PROGRESSIVE;
      structure.components = idsIn(header.subarray(6), header[5] ?? 0, 3);
    } else if (marker === SOS) {
      structure.scans.push(readScan(header));
      at = endOfScan(bytes, at);
    }
    if (at >= bytes.length) {
      return structure;
    }
  }
  return null;
}

/** The ids of components, which are the first of every `step` bytes. */
function idsIn(list: Buffer, count: number, step: number): number[] {
  return Array.from({ length: count }, (_, i) => list[i * step] ?? -1);
}

function readScan(header: Buffer): Scan {
  const count = header[0] ?? 0;
  const [first = 0, last = 63, bits = 0] = header.subarray(1 + count * 2);
  return { components: idsIn(header.subarray(1), count, 2), first, last, lowBits: bits & 15 };
}

/** The position of the next marker: stuffed zeros and restart markers belong to the scan. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) {
      break;
    }
    const belongs = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
    if (!belongs) {
      return at;
    }
  }
  return bytes.length;
}

/** Whether every component, and of a progressive file every bit of it, has its scan. */
function hasAllScans({ isProgressive, components, scans }: Structure): boolean {
  const isThere = (component: number, coefficient: number) =>
    scans.some(
      (scan) =>
        scan.components.includes(component) &&
        (!isProgressive ||
          (scan.first <= coefficient && coefficient <= scan.last && scan.lowBits === 0)),
    );
  return (
    components.length > 0 &&
    components.every((id) => Array.from({ length: 64 }, (_, k) => k).every((k) => isThere(id, k)))
  );
}

/**
 * Decoders make up the bits they lack. Other bits in their place change the last blocks if they are
 * needed, and nothing if they are not.
 */
async function needsNoMoreData(data: Buffer): Promise<boolean> {
  const fillings = [[], Array(64).fill(0x55), Array(64).fill(0xaa)] as number[][];
  let plain: Buffer | null = null;
  for (const filling of fillings) {
    const rows = await lastRows(Buffer.concat([data, Buffer.from(filling), END_MARKER]));
    plain ??= rows;
    if (!rows.equals(plain)) {
      return false;
    }
  }
  return true;
}

async function lastRows(bytes: Buffer): Promise<Buffer> {
  const picture = sharp(bytes, { limitInputPixels: false, failOn: 'error' });
  const { width, height } = await picture.metadata();
  const rows = Math.min(height, MAX_BLOCK_ROWS);
  return picture
    .extract({ left: 0, top: height - rows, width, height: rows })
    .raw()
    .toBuffer();
}
