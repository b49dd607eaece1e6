import type { OperationCode } from '../../../shared/catalog/operations.ts';
import type { Media } from '../../../shared/schemas/generation.ts';
import { errorSentence } from '../../api/appError.ts';
import { MAX_BYTES, uploadPicture } from '../../domain/media/uploadPicture.ts';
import { changeSlot, currentStudio } from './studio.ts';
import { emptySlot, type Slot, type StudioPicture } from './studioState.ts';

/** A work of the gallery as an input picture. */
export function pictureOf(media: Media): StudioPicture {
  return {
    source: { type: 'media', id: media.id },
    url: media.thumbUrl,
    thumbhash: media.thumbhash,
  };
}

/**
 * Puts a file of this device into a slot and uploads it.
 * @param tooLarge the sentence for a file over the limit
 */
export async function fillFromFile(
  operation: OperationCode,
  index: number,
  file: File,
  tooLarge: string,
): Promise<void> {
  const change = (slot: Slot) => changeSlot(operation, index, slot);
  if (file.size > MAX_BYTES) {
    change({ state: 'empty', error: tooLarge });
    return;
  }
  /** Whether the slot still holds this upload. */
  const isMine = () => {
    const slot = currentStudio().inputs[operation].slots[index];
    return slot?.state === 'uploading' && slot.url === url;
  };
  const url = URL.createObjectURL(file);
  const upload = uploadPicture(file, (progress) => {
    if (isMine()) {
      change({ state: 'uploading', url, progress, cancel: upload.cancel });
    }
  });
  change({ state: 'uploading', url, progress: 0, cancel: upload.cancel });
  try {
    const { id, thumbhash, url: sent } = await upload.done;
    if (isMine()) {
      const picture: StudioPicture = { source: { type: 'upload', id }, url: sent, thumbhash };
      change({ state: 'full', picture });
    }
  } catch (error) {
    const cancelled = error instanceof DOMException && error.name === 'AbortError';
    if (isMine()) {
      change({ state: 'empty', error: cancelled ? null : errorSentence(error) });
    }
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Empties the slot; cancels a running upload. */
export function emptyPlace(operation: OperationCode, index: number): void {
  const slot = currentStudio().inputs[operation].slots[index];
  changeSlot(operation, index, emptySlot);
  if (slot?.state === 'uploading') {
    slot.cancel();
  }
}
