import { keep, readKept } from '../../telegram/deviceStorage.ts';

const NAME = 'draft';

/** The Studio's prompt, stored on the device until it is sent. */
export function readDraft(): string {
  const text = readKept(NAME);
  return typeof text === 'string' ? text : '';
}

export function writeDraft(text: string): void {
  keep(NAME, text || null);
}
