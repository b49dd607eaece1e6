/** Defaults that every provider gets where the person has given nothing. */
import type { AspectRatio } from '../../../../shared/catalog/operations.ts';

/** The prompt for an operation that works without one. */
export const defaultPrompts = {
  merge: 'Combine these pictures into one natural, coherent picture.',
  retouch: 'Retouch this picture: clean skin and light, keep the person as they are.',
} as const;

/** Video models have two formats only. */
export const videoFrames = {
  '1:1': '16:9',
  '3:4': '9:16',
  '4:3': '16:9',
  '9:16': '9:16',
  '16:9': '16:9',
  '2:3': '9:16',
  '3:2': '16:9',
  '4:5': '9:16',
  '21:9': '16:9',
} as const satisfies Record<AspectRatio, '16:9' | '9:16'>;
