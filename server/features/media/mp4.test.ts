import { describe, expect, it } from 'vitest';
import { makeVideo } from '../../../simulators/video.ts';
import { readMp4 } from './mp4.ts';
import { sniff } from './sniff.ts';

const video = makeVideo({ seed: 3, columns: 5, rows: 3 });

describe('an MP4', () => {
  it('returns its size and duration', () => {
    expect(sniff(video)).toBe('mp4');
    expect(readMp4(video)).toEqual({ width: 80, height: 48, durationMs: 1000 });
  });

  it('is refused without its boxes, whatever it claims', () => {
    expect(readMp4(video.subarray(0, 40))).toBeNull();
    expect(readMp4(Buffer.concat([video.subarray(0, 24), Buffer.alloc(500, 0xff)]))).toBeNull();
    expect(readMp4(Buffer.alloc(0))).toBeNull();
  });

  it('cut anywhere never throws', () => {
    for (let length = 0; length < Math.min(video.length, 2000); length += 7) {
      expect(() => readMp4(video.subarray(0, length))).not.toThrow();
    }
  });
});
