import type { AspectRatio, OperationCode } from '../../../shared/catalog/operations.ts';
import type { Scale } from '../../domain/media/operations.ts';

/** A picture that goes in, as the server knows it and as it is shown. */
export interface StudioPicture {
  source: { type: 'upload' | 'media'; id: string };
  /** Signed; the blurred self stands in when it has expired. */
  url: string;
  thumbhash: string;
}

export type Slot =
  | { state: 'empty'; error: string | null }
  /** `url` shows the file of this device while it is being sent. */
  | { state: 'uploading'; url: string; progress: number; cancel: () => void }
  | { state: 'full'; picture: StudioPicture };

/** What goes into an operation. It belongs to that one alone: nothing is paid for that was meant for another. */
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
  /** Of a film. */
  seconds: number;
  sound: boolean;
  /** As it is typed; empty for one by chance. */
  seed: string;
  /** How many works at once. */
  count: number;
  /** Why the model refused this very description; gone with the next letter. */
  refused: string | null;
}

export const emptySlot: Slot = { state: 'empty', error: null };
const SLOTS = 4;

/** Four places; an operation shows as many as it takes. */
export function toSlots(pictures: readonly (StudioPicture | null)[]): Slot[] {
  return Array.from({ length: SLOTS }, (_, i) => {
    const picture = pictures[i];
    return picture ? { state: 'full', picture } : emptySlot;
  });
}
