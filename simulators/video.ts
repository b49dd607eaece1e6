/**
 * The result of simulated video models: an MP4 of some seconds with a changing colour, which every player
 * with H.264 shows. Each frame is one key frame of uncompressed (I_PCM) macroblocks, so
 * that no encoder is needed; the video is kept small for that reason.
 * Bit syntax: ITU-T H.264 7.3; boxes: ISO/IEC 14496-12 and 14496-15.
 */

const MACROBLOCK = 16;
const FRAMES_PER_SECOND = 8;
const FRAMES = 8;
const LEVEL = 30;

export interface VideoRequest {
  seed: number;
  /** In blocks of 16 pixels. */
  columns: number;
  rows: number;
  /** 1 when absent. */
  seconds?: number;
}

/** @returns an MP4 with one H.264 track; the same for the same request. */
export function makeVideo(request: VideoRequest): Buffer {
  const sps = nal(0x67, spsBits(request));
  const pps = nal(0x68, ppsBits());
  const frames = Array.from({ length: FRAMES }, (_, index) => {
    const slice = nal(0x65, sliceBits(request, index));
    return Buffer.concat([uint32(slice.length), slice]);
  });
  const ftyp = box('ftyp', ascii('isom'), uint32(0x200), ascii('isomavc1mp41'));
  const mdat = box('mdat', ...frames);
  const firstFrameAt = ftyp.length + 8;
  return Buffer.concat([ftyp, mdat, moov(request, sps, pps, frames, firstFrameAt)]);
}

class Bits {
  readonly #bits: number[] = [];

  u(value: number, count: number): this {
    for (let shift = count - 1; shift >= 0; shift--) {
      this.#bits.push((value >>> shift) & 1);
    }
    return this;
  }

  /** Exp-Golomb, unsigned. */
  ue(value: number): this {
    const length = Math.floor(Math.log2(value + 1));
    return this.u(0, length).u(value + 1, length + 1);
  }

  /** The byte, `times` times over. */
  fill(byte: number, times: number): this {
    for (let i = 0; i < times; i++) {
      this.u(byte, 8);
    }
    return this;
  }

  align(): this {
    while (this.#bits.length % 8 !== 0) {
      this.#bits.push(0);
    }
    return this;
  }

  bytes(): Buffer {
    const out = Buffer.alloc(this.#bits.length / 8);
    this.#bits.forEach((bit, at) => {
      out[at >> 3] = (out[at >> 3] ?? 0) | (bit << (7 - (at & 7)));
    });
    return out;
  }

  /** The stop bit that ends every unit. */
  end(): Buffer {
    return this.u(1, 1).align().bytes();
  }
}

function spsBits({ columns, rows }: VideoRequest): Buffer {
  // Constrained baseline, frames counted in 4 bits, picture order as decoded, one reference frame.
  return new Bits()
    .u(66, 8)
    .u(0xc0, 8)
    .u(LEVEL, 8)
    .ue(0)
    .ue(0)
    .ue(2)
    .ue(1)
    .u(0, 1)
    .ue(columns - 1)
    .ue(rows - 1)
    .u(1, 1)
    .u(1, 1)
    .u(0, 1)
    .u(0, 1)
    .end();
}

function ppsBits(): Buffer {
  // CAVLC, one slice group, default quantiser; the deblocking filter is switched off per slice.
  return new Bits()
    .ue(0)
    .ue(0)
    .u(0, 1)
    .u(0, 1)
    .ue(0)
    .ue(0)
    .ue(0)
    .u(0, 1)
    .u(0, 2)
    .ue(0)
    .ue(0)
    .ue(0)
    .u(1, 1)
    .u(0, 1)
    .u(0, 1)
    .end();
}

function sliceBits(request: VideoRequest, index: number): Buffer {
  // An I slice of a key frame, without the deblocking filter.
  const bits = new Bits()
    .ue(0)
    .ue(7)
    .ue(0)
    .u(0, 4)
    .ue(index % 2)
    .u(0, 2)
    .ue(0)
    .ue(1);
  const [blue, red] = colourOf(request.seed, index);
  for (let block = 0; block < request.columns * request.rows; block++) {
    const diagonal = (block % request.columns) + Math.floor(block / request.columns);
    const wave = Math.sin(diagonal / 6 + (index / FRAMES) * 2 * Math.PI);
    const luma = Math.round(120 + 60 * wave);
    // Macroblock type 25 is I_PCM: the samples follow as they are.
    bits
      .ue(25)
      .align()
      .fill(luma, MACROBLOCK ** 2);
    bits.fill(blue, (MACROBLOCK / 2) ** 2).fill(red, (MACROBLOCK / 2) ** 2);
  }
  return bits.end();
}

function colourOf(seed: number, index: number): [blue: number, red: number] {
  const angle = ((seed % 360) / 360 + index / FRAMES / 4) * 2 * Math.PI;
  return [Math.round(128 + 80 * Math.cos(angle)), Math.round(128 + 80 * Math.sin(angle))];
}

/** Puts a 3 where the payload would look like a start code. */
function nal(header: number, payload: Buffer): Buffer {
  const out: number[] = [header];
  let zeros = 0;
  for (const byte of payload) {
    if (zeros >= 2 && byte <= 3) {
      out.push(3);
      zeros = 0;
    }
    out.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Buffer.from(out);
}

function moov(
  { columns, rows, seconds = 1 }: VideoRequest,
  sps: Buffer,
  pps: Buffer,
  frames: Buffer[],
  firstFrameAt: number,
): Buffer {
  const width = columns * MACROBLOCK;
  const height = rows * MACROBLOCK;
  const matrix = words(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
  const avcC = box(
    'avcC',
    Buffer.from([1, 66, 0xc0, LEVEL, 0xff, 0xe1]),
    uint16(sps.length),
    sps,
    Buffer.from([1]),
    uint16(pps.length),
    pps,
  );
  const avc1 = box(
    'avc1',
    Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]),
    Buffer.alloc(16),
    uint16(width),
    uint16(height),
    words(0x480000, 0x480000, 0),
    uint16(1),
    Buffer.alloc(32),
    uint16(24),
    uint16(0xffff),
    avcC,
  );
  const stbl = box(
    'stbl',
    box('stsd', words(0, 1), avc1),
    box('stts', words(0, 1, frames.length, seconds)),
    box('stsc', words(0, 1, 1, frames.length, 1)),
    box('stsz', words(0, 0, frames.length, ...frames.map((frame) => frame.length))),
    box('stco', words(0, 1, firstFrameAt)),
  );
  const minf = box(
    'minf',
    box('vmhd', words(1, 0, 0)),
    box('dinf', box('dref', words(0, 1), box('url ', words(1)))),
    stbl,
  );
  const mdia = box(
    'mdia',
    box(
      'mdhd',
      words(0, 0, 0, FRAMES_PER_SECOND, frames.length * seconds),
      uint16(0x55c4),
      uint16(0),
    ),
    box('hdlr', words(0, 0), ascii('vide'), words(0, 0, 0), Buffer.from([0])),
    minf,
  );
  const tkhd = box(
    'tkhd',
    words(3, 0, 0, 1, 0, frames.length * seconds, 0, 0, 0, 0),
    matrix,
    words(width * 0x10000, height * 0x10000),
  );
  const mvhd = box(
    'mvhd',
    words(0, 0, 0, FRAMES_PER_SECOND, frames.length * seconds, 0x10000, 0x1000000, 0, 0),
    matrix,
    words(0, 0, 0, 0, 0, 0, 2),
  );
  return box('moov', mvhd, box('trak', tkhd, mdia));
}

function box(type: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([uint32(body.length + 8), ascii(type), body]);
}

const ascii = (text: string) => Buffer.from(text, 'latin1');
const words = (...values: number[]) => Buffer.concat(values.map(uint32));

function uint32(value: number): Buffer {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value);
  return out;
}

function uint16(value: number): Buffer {
  const out = Buffer.alloc(2);
  out.writeUInt16BE(value);
  return out;
}
