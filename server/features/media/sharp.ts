/**
 * The one place where sharp is set up. Its threads and its memory belong to the whole process, so the
 * limits do too: libvips keeps no cache between pictures, every picture uses one thread, and only a
 * few pictures are held decoded at once.
 */
import sharp from 'sharp';
import { createSlots } from './semaphore.ts';

sharp.cache(false);
sharp.concurrency(1);

/** The largest result that is decoded: the longest input, four times upscaled. */
export const MAX_PIXELS = 280_000_000;
/** How long one picture may take, in seconds. */
export const MAX_WORK_S = 30;

/** Whoever decodes pictures takes one of these first. */
export const imageSlots = createSlots(2);

export { sharp };
