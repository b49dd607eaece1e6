import { useOwnText } from '../../../i18n/useText.ts';
import { en } from './texts.en.ts';
import { ru } from './texts.ru.ts';

export const recordTexts = { en, ru };

/** Texts of the sections of records. */
export function useRecordText() {
  return useOwnText(recordTexts);
}
