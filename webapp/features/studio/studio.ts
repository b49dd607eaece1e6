import { useSyncExternalStore } from 'react';
import type { AspectRatio, OperationCode } from '../../../shared/catalog/operations.ts';
import { readDraft, writeDraft } from '../../domain/media/draft.ts';
import type { Scale } from './operations.ts';
import { readChoices, writeChoices } from './persistedDraft.ts';

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

export interface Studio {
  operation: OperationCode;
  /** The model last chosen for each operation. */
  models: Partial<Record<OperationCode, string>>;
  /** The description; `lettering` is the text that `add_text` puts on a picture. */
  prompt: string;
  lettering: string;
  aspectRatio: AspectRatio;
  videoRatio: AspectRatio;
  scale: Scale;
  /** Of a film. */
  seconds: number;
  sound: boolean;
  slots: readonly Slot[];
  /** Why the model refused this very description; gone with the next letter. */
  refused: string | null;
}

export const emptySlot: Slot = { state: 'empty', error: null };
const SLOTS = 4;

/** Four places; what does not fit the operation is kept for another one. */
export function toSlots(pictures: readonly (StudioPicture | null)[]): Slot[] {
  return Array.from({ length: SLOTS }, (_, i) => {
    const picture = pictures[i];
    return picture ? { state: 'full', picture } : emptySlot;
  });
}

function read(): Studio {
  const kept = readChoices();
  return { ...kept, prompt: readDraft(), slots: toSlots(kept.pictures), refused: null };
}

let studio: Studio | null = null;
const listeners = new Set<() => void>();

/** What stands in the Studio. It outlives the screen: tabs may be changed, the app closed. */
export function currentStudio(): Studio {
  studio ??= read();
  return studio;
}

export function changeStudio(patch: Partial<Studio>): void {
  studio = { ...currentStudio(), ...patch };
  writeDraft(studio.prompt);
  writeChoices(studio);
  for (const listener of listeners) {
    listener();
  }
}

export function changeSlot(index: number, slot: Slot): void {
  changeStudio({ slots: currentStudio().slots.map((one, i) => (i === index ? slot : one)) });
}

export function useStudio(): Studio {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, currentStudio);
}

/** The pictures that are there, in the order of their places. */
export function picturesOf(slots: readonly Slot[]): StudioPicture[] {
  return slots.flatMap((slot) => (slot.state === 'full' ? [slot.picture] : []));
}
