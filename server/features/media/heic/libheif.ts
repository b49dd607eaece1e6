/**
 * Decodes the primary picture of a HEIC file with libheif, compiled to WebAssembly. Its C interface is
 * called directly: only there can the size be limited before anything is decoded, and the colour
 * profile be read. Functions: https://github.com/strukturag/libheif, `libheif/api/libheif`.
 */
import { readFileSync } from 'node:fs';
import createLibheif, { type MainModule } from 'libheif-js/libheif-wasm/libheif.js';
import { HeicError } from './heicError.ts';
import { createPixelFile } from './tiff.ts';

const PAGE_BYTES = 65_536;
/** `enum heif_colorspace`, `heif_chroma`, `heif_channel` */
const RGB = 1;
const INTERLEAVED = { rgb: 10, rgba: 11 };
const INTERLEAVED_CHANNEL = 10;

/**
 * Keeps any WebAssembly memory of this thread from growing beyond the limit. The compiled library reports a
 * refusal as "out of memory"; limits of a worker do not cover such memory.
 */
export function limitWasmMemory(maxBytes: number): void {
  const { grow } = WebAssembly.Memory.prototype;
  WebAssembly.Memory.prototype.grow = function growWithin(pages) {
    if (this.buffer.byteLength + pages * PAGE_BYTES > maxBytes) {
      throw new RangeError('the limit of memory is reached');
    }
    return grow.call(this, pages);
  };
}

function load(): MainModule {
  const wasm = new URL(import.meta.resolve('libheif-js/libheif-wasm/libheif.wasm'));
  return createLibheif({ wasmBinary: readFileSync(wasm) });
}

/** The offset of `strict_decoding` in `struct heif_decoding_options` since its third version. */
const STRICT_DECODING_AT = 21;

/** Without it, tiles that can't be decoded are left in one colour and the call succeeds. */
function strictOptions(lib: MainModule): number {
  const options = lib._heif_decoding_options_alloc();
  if ((lib.HEAPU8[options] ?? 0) < 3) {
    throw new HeicError('unreadable', 'the library cannot decode strictly');
  }
  lib.HEAPU8[options + STRICT_DECODING_AT] = 1;
  return options;
}

/** Memory inside the library; it is never freed, as the thread ends with the picture. */
function createMemory(lib: MainModule) {
  const view = () => new DataView(lib.HEAPU8.buffer);
  return {
    reserve(bytes: number): number {
      const at = lib._malloc(bytes);
      if (at === 0) {
        throw new HeicError('unreadable', 'out of memory');
      }
      return at;
    },
    bytes: (at: number, length: number): Uint8Array => lib.HEAPU8.subarray(at, at + length),
    number: (at: number) => view().getUint32(at, true),
    text(at: number): string {
      const end = lib.HEAPU8.indexOf(0, at);
      return Buffer.from(lib.HEAPU8.subarray(at, end)).toString();
    },
  };
}

/**
 * @param maxPixels of the coded picture and of the visible one
 * @returns an uncompressed TIFF: in the right orientation, eight bits per channel
 * @throws HeicError
 */
export function decodeHeic(bytes: Uint8Array, maxPixels: number): Uint8Array<ArrayBuffer> {
  const lib = load();
  const memory = createMemory(lib);
  /** `struct heif_error`: code, subcode, message. */
  const outcome = memory.reserve(12);
  /** Where a call writes its result. */
  const result = memory.reserve(8);
  const assertDone = (): void => {
    if (memory.number(outcome) !== 0) {
      throw new HeicError('unreadable', memory.text(memory.number(outcome + 8)));
    }
  };

  const context = lib._heif_context_alloc();
  lib._heif_context_set_maximum_image_size_limit(context, Math.floor(Math.sqrt(maxPixels)));
  const given = memory.reserve(bytes.length);
  memory.bytes(given, bytes.length).set(bytes);
  lib._heif_context_read_from_memory_without_copy(outcome, context, given, bytes.length, 0);
  assertDone();
  lib._heif_context_get_primary_image_handle(outcome, context, result);
  assertDone();
  const handle = memory.number(result);

  const coded =
    lib._heif_image_handle_get_ispe_width(handle) * lib._heif_image_handle_get_ispe_height(handle);
  const seen = lib._heif_image_handle_get_width(handle) * lib._heif_image_handle_get_height(handle);
  if (Math.max(coded, seen) > maxPixels) {
    throw new HeicError('tooLarge', `${Math.max(coded, seen)} pixels`);
  }
  const hasAlpha = lib._heif_image_handle_has_alpha_channel(handle) !== 0;
  const chroma = hasAlpha ? INTERLEAVED.rgba : INTERLEAVED.rgb;
  lib._heif_decode_image(outcome, handle, result, RGB, chroma, strictOptions(lib));
  assertDone();
  const image = memory.number(result);

  const width = lib._heif_image_get_width(image, INTERLEAVED_CHANNEL);
  const height = lib._heif_image_get_height(image, INTERLEAVED_CHANNEL);
  const channels = hasAlpha ? 4 : 3;
  const { file, pixels } = createPixelFile({ width, height, channels, profile: readProfile() });
  const start = lib._heif_image_get_plane_readonly2(image, INTERLEAVED_CHANNEL, result);
  const stride = memory.number(result);
  for (let row = 0; row < height; row++) {
    pixels.set(memory.bytes(start + row * stride, width * channels), row * width * channels);
  }
  return file;

  function readProfile(): Uint8Array | null {
    const length = lib._heif_image_handle_get_raw_color_profile_size(handle);
    if (length === 0) {
      return null;
    }
    const at = memory.reserve(length);
    lib._heif_image_handle_get_raw_color_profile(outcome, handle, at);
    assertDone();
    return memory.bytes(at, length).slice();
  }
}
