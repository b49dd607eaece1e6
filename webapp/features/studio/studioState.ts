import type { AspectRatio, OperationCode } from '../../../shared/catalog/operations.ts';
import type { Scale } from '../../domain/media/operations.ts';

/** An input picture, as the server knows it and as it is shown. */
export interface StudioPicture {
  source: { type: 'upload' | 'media'; id: string };
  /** Signed; when it has expired, the blurred placeholder is shown. */
  url: string;
  thumbhash: string;
}

export type Slot =
  | { state: 'empty'; error: string | null }
  /** `url` shows the file of this device while it is being sent. */
  | { state: 'uploading'; url: string; progress: number; cancel: () => void }
  | { state: 'full'; picture: StudioPicture };

/** The inputs of one operation. They are not shared, so that nobody pays for an input meant for another one. */
export interface Inputs {
  prompt: string;
  slots: readonly Slot[];
}

export interface Studio {
  operation: OperationCode;
  /** The model last chosen for each operation. */
  models: Partial<Record<OperationCode, string>>;
  inputs: Readonly<Record<OperationCode, Inputs>>;
  aspectRatio: AspectRatio;
  videoRatio: AspectRatio;
  scale: Scale;
  /** The duration of a video. */
  seconds: number;
  sound: boolean;
  /** As typed; empty for a random one. */
  seed: string;
  /** The number of works of one order. */
  count: number;
  /** Why the model refused this prompt; cleared when the prompt is changed. */
  refused: string | null;
}

export const emptySlot: Slot = { state: 'empty', error: null };
const SLOTS = 4;

/** Four slots; an operation shows as many as it takes. */
export function toSlots(pictures: readonly (StudioPicture | null)[]): Slot[] {
  return Array.from({ length: SLOTS }, (_, i) => {
    const picture = pictures[i];
    return picture ? { state: 'full', picture } : emptySlot;
  });
}
