import { useSyncExternalStore } from 'react';
import type { OperationCode } from '../../../shared/catalog/operations.ts';
import { readDraft, writeDraft } from '../../domain/media/draft.ts';
import { readChoices, writeChoices } from './persistedDraft.ts';
import { type Inputs, type Slot, type Studio, type StudioPicture, toSlots } from './studioState.ts';

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
