import { useStore } from 'zustand/react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OperationCode } from '../../../shared/catalog/operations.ts';
import { readDraft, writeDraft } from '../../domain/media/draft.ts';
import { readChoices, writeChoices } from './persistedDraft.ts';
import { type Inputs, type Slot, type Studio, type StudioPicture, toSlots } from './studioState.ts';

function read(): Studio {
  const { words: prompts, pictures, ...choices } = readChoices();
  const inputsOf = (code: OperationCode): Inputs => ({
    prompt: prompts[code] ?? (code === choices.operation ? readDraft() : ''),
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
  return { ...choices, inputs, seed: '', count: 1, refused: null };
}

let opened: StoreApi<Studio> | undefined;

/** Created on first use: the owner of the device storage is known by then. */
function store(): StoreApi<Studio> {
  opened ??= createStore(read);
  return opened;
}

/** The state of the Studio. It is kept when the tab is changed or the app is closed. */
export function currentStudio(): Studio {
  return store().getState();
}

export function changeStudio(patch: Partial<Studio>): void {
  store().setState(patch);
  const studio = currentStudio();
  writeDraft(studio.inputs[studio.operation].prompt);
  writeChoices(studio);
}

/** The inputs of all operations, with those of one changed. */
export function withInputs(operation: OperationCode, patch: Partial<Inputs>): Studio['inputs'] {
  const { inputs } = currentStudio();
  return { ...inputs, [operation]: { ...inputs[operation], ...patch } };
}

export function changeSlot(operation: OperationCode, index: number, slot: Slot): void {
  const slots = currentStudio().inputs[operation].slots.map((one, i) => (i === index ? slot : one));
  changeStudio({ inputs: withInputs(operation, { slots }) });
}

export function useStudio(): Studio {
  return useStore(store());
}

/** The uploaded pictures, in the order of their slots. */
export function picturesOf(slots: readonly Slot[]): StudioPicture[] {
  return slots.flatMap((slot) => (slot.state === 'full' ? [slot.picture] : []));
}

/**
 * Identifies the draft, from what is stored on the device: as long as it is unchanged, the person means the
 * same work.
 */
export function draftKey(studio: Studio): string {
  const { operation, models, aspectRatio, videoRatio, scale, seconds, sound } = studio;
  const { prompt, slots } = studio.inputs[operation];
  const pictures = picturesOf(slots).map(({ source }) => source.id);
  return JSON.stringify([
    operation,
    models[operation] ?? null,
    prompt,
    pictures,
    aspectRatio,
    videoRatio,
    scale,
    seconds,
    sound,
  ]);
}
