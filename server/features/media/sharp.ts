/**
 * The one place where sharp is configured. Its threads and its memory belong to the whole process, so the
 * limits do too: libvips has no cache between pictures, every picture uses one thread, and only a few
 * pictures are decoded at once.
 */
import pLimit from 'p-limit';
import sharp from 'sharp';

sharp.cache(false);
sharp.concurrency(1);

/** The largest result that is decoded: the longest input, four times upscaled. */
export const MAX_PIXELS = 280_000_000;
/** How long one picture may take, in seconds. */
export const MAX_WORK_S = 30;

/** Everything that decodes a picture runs in here: two at once in the process, the others in order. */
export const decodeLimit = pLimit(2);

export { sharp };
