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

function read(): Studio {
  const { words, pictures, ...choices } = readChoices();
  const inputsOf = (code: OperationCode): Inputs => ({
    prompt: words[code] ?? (code === choices.operation ? readDraft() : ''),
    slots: toSlots(pictures[code] ?? []),
  });
  const inputs = {
    create: inputsOf('create'),
    video: inputsOf('video'),
    edit: inputsOf('edit'),
    merge: inputsOf('merge'),
    face_swap: inputsOf('face_swap'),
    retouch: inputsOf('retouch'),
    upscale: inputsOf('upscale'),
    add_text: inputsOf('add_text'),
  };
  return { ...choices, inputs, refused: null };
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
  writeDraft(studio.inputs[studio.operation].prompt);
  writeChoices(studio);
  for (const listener of listeners) {
    listener();
  }
}

/** The inputs of all operations, with a change in those of one. */
export function withInputs(operation: OperationCode, patch: Partial<Inputs>): Studio['inputs'] {
  const { inputs } = currentStudio();
  return { ...inputs, [operation]: { ...inputs[operation], ...patch } };
}

export function changeSlot(operation: OperationCode, index: number, slot: Slot): void {
  const slots = currentStudio().inputs[operation].slots.map((one, i) => (i === index ? slot : one));
  changeStudio({ inputs: withInputs(operation, { slots }) });
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
