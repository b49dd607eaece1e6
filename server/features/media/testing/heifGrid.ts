/** Builds HEIC and AVIF files of several tiles, as phones write them, from one coded picture. */

export interface CodedTile {
  brand: 'heic' | 'avif';
  /** The type of the item: `hvc1` or `av01`. */
  type: string;
  /** The whole `hvcC` or `av1C` box. */
  codec: Buffer;
  /** One coded picture. */
  data: Buffer;
  width: number;
  height: number;
}

type Part = Buffer | number[];

export function box(type: string, ...parts: Part[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

const fullBox = (type: string, version: number, ...parts: Part[]) =>
  box(type, [version, 0, 0, 0], ...parts);
const u16 = (value: number) => [value >> 8, value & 255];
const u32 = (value: number) => [...u16(value >>> 16), ...u16(value & 0xffff)];

/** The whole box of a type, which must stand once in the file. */
export function boxIn(file: Buffer, type: string): Buffer {
  const at = file.indexOf(type, 0, 'latin1') - 4;
  return file.subarray(at, at + file.readUInt32BE(at));
}

const GRID_ID = 100;

/** @param tileIds names of the tiles in the grid; a name from 1 to their number is a tile that is there. */
export function gridFile(
  tile: CodedTile,
  columns: number,
  rows: number,
  tileIds = Array.from({ length: columns * rows }, (_, i) => i + 1),
): Buffer {
  const { brand, type, codec, data } = tile;
  const ids = Array.from({ length: columns * rows }, (_, i) => i + 1);
  const [width, height] = [columns * tile.width, rows * tile.height];
  const entry = (id: number, kind: string) =>
    fullBox('infe', 2, u16(id), u16(0), Buffer.from(kind), [0]);
  const meta = (dataAt: number) =>
    fullBox(
      'meta',
      0,
      fullBox('hdlr', 0, u32(0), Buffer.from('pict'), u32(0), u32(0), u32(0), [0]),
      fullBox('pitm', 0, u16(GRID_ID)),
      fullBox(
        'iinf',
        0,
        u16(ids.length + 1),
        entry(GRID_ID, 'grid'),
        ...ids.map((id) => entry(id, type)),
      ),
      fullBox('iref', 0, box('dimg', u16(GRID_ID), u16(tileIds.length), ...tileIds.map(u16))),
      box(
        'iprp',
        box(
          'ipco',
          codec,
          fullBox('ispe', 0, u32(tile.width), u32(tile.height)),
          fullBox('ispe', 0, u32(width), u32(height)),
          fullBox('pixi', 0, [3, 8, 8, 8]),
        ),
        fullBox(
          'ipma',
          0,
          u32(ids.length + 1),
          [...u16(GRID_ID), 2, 0x83, 4],
          ...ids.map((id) => [...u16(id), 3, 0x81, 0x82, 4]),
        ),
      ),
      fullBox(
        'iloc',
        1,
        [0x44, 0],
        u16(ids.length + 1),
        // The grid itself is described inside `idat`.
        [...u16(GRID_ID), ...u16(1), ...u16(0), ...u16(1), ...u32(0), ...u32(8)],
        ...ids.map((id, i) => [
          ...[id, 0, 0, 1].flatMap(u16),
          ...u32(dataAt + i * data.length),
          ...u32(data.length),
        ]),
      ),
      box('idat', [0, 0, rows - 1, columns - 1, ...u16(width), ...u16(height)]),
    );
  const type4 = Buffer.from(brand);
  const ftyp = box('ftyp', type4, u32(0), type4, Buffer.from('mif1'));
  const dataAt = ftyp.length + meta(0).length + 8;
  return Buffer.concat([ftyp, meta(dataAt), box('mdat', ...ids.map(() => data))]);
}
