import type { Media } from '../../../shared/schemas/generation.ts';
import { errorSentence } from '../../api/appError.ts';
import { changeSlot, currentStudio, emptySlot, type StudioPicture } from './studio.ts';
import { MAX_BYTES, uploadPicture } from './uploadPicture.ts';

/** A work of the gallery as a picture that goes in. */
export function pictureOf(media: Media): StudioPicture {
  return {
    source: { type: 'media', id: media.id },
    url: media.thumbUrl,
    thumbhash: media.thumbhash,
  };
}

/**
 * Puts a file of this device into a place and sends it.
 * @param tooLarge the sentence for a file over the limit
 */
export async function fillFromFile(index: number, file: File, tooLarge: string): Promise<void> {
  if (file.size > MAX_BYTES) {
    changeSlot(index, { state: 'empty', error: tooLarge });
    return;
  }
  const url = URL.createObjectURL(file);
  const upload = uploadPicture(file, (progress) => {
    if (isMine(index, url)) {
      changeSlot(index, { state: 'uploading', url, progress, cancel: upload.cancel });
    }
  });
  changeSlot(index, { state: 'uploading', url, progress: 0, cancel: upload.cancel });
  try {
    const { id, thumbhash, url: sent } = await upload.done;
    if (isMine(index, url)) {
      const picture: StudioPicture = { source: { type: 'upload', id }, url: sent, thumbhash };
      changeSlot(index, { state: 'full', picture });
    }
  } catch (error) {
    const cancelled = error instanceof DOMException && error.name === 'AbortError';
    if (isMine(index, url)) {
      changeSlot(index, { state: 'empty', error: cancelled ? null : errorSentence(error) });
    }
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Whether the place still holds this very upload. */
function isMine(index: number, url: string): boolean {
  const slot = currentStudio().slots[index];
  return slot?.state === 'uploading' && slot.url === url;
}

/** Takes the picture out; a sending one is called off. */
export function emptyPlace(index: number): void {
  const slot = currentStudio().slots[index];
  changeSlot(index, emptySlot);
  if (slot?.state === 'uploading') {
    slot.cancel();
  }
}
