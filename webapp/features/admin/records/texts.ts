import { useOwnText } from '../../../i18n/useText.ts';
import { en } from './texts.en.ts';
import { ru } from './texts.ru.ts';

export const recordTexts = { en, ru };

/** Texts of the record sections. */
export function useRecordText() {
  return useOwnText(recordTexts);
}
