import { expect, it } from 'vitest';
import { makeVideo } from './video.ts';

/** The boxes of one level: type and content. */
function boxesIn(bytes: Buffer): Map<string, Buffer> {
  const boxes = new Map<string, Buffer>();
  for (let at = 0; at < bytes.length; ) {
    const size = bytes.readUInt32BE(at);
    boxes.set(bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at + 8, at + size));
    at += size;
  }
  return boxes;
}

function contentOf(bytes: Buffer, path: string[]): Buffer {
  return path.reduce((content, type) => boxesIn(content).get(type) ?? Buffer.alloc(0), bytes);
}

it('makes an MP4 whose sample table points to every frame', () => {
  const video = makeVideo({ seed: 1, columns: 4, rows: 3 });
  expect([...boxesIn(video).keys()]).toEqual(['ftyp', 'mdat', 'moov']);
  const table = contentOf(video, ['moov', 'trak', 'mdia', 'minf', 'stbl']);
  const sizes = contentOf(table, ['stsz']);
  const frames = sizes.readUInt32BE(8);
  let at = contentOf(table, ['stco']).readUInt32BE(8);
  for (let frame = 0; frame < frames; frame++) {
    const size = sizes.readUInt32BE(12 + frame * 4);
    expect(video.readUInt32BE(at)).toBe(size - 4);
    // 0x65 is a key frame's slice.
    expect(video[at + 4]).toBe(0x65);
    at += size;
  }
  expect(frames).toBe(8);
  expect(at).toBe(video.length - contentOf(video, ['moov']).length - 8);
});

it('is the same for the same seed and differs for another', () => {
  const request = { columns: 2, rows: 2 };
  expect(makeVideo({ ...request, seed: 1 })).toEqual(makeVideo({ ...request, seed: 1 }));
  expect(makeVideo({ ...request, seed: 1 })).not.toEqual(makeVideo({ ...request, seed: 90 }));
});
