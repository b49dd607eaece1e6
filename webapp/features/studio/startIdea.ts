import { currentLanguage } from '../../i18n/index.ts';
import { arrivingTexts } from '../../i18n/later.ts';
import { translate } from '../../i18n/translate.ts';
import { replace } from '../../ui/navigation/history.ts';
import { changeStudio, withInputs } from './studio.ts';

/** Opens the Studio with the description of a ready idea. */
export async function startIdea(idea: 'fox' | 'perfume' | 'city'): Promise<void> {
  const language = currentLanguage();
  const { gallery } = await arrivingTexts(language);
  const prompt = translate(language, gallery, `empty.${idea}.text`, {});
  changeStudio({ operation: 'create', inputs: withInputs('create', { prompt }), refused: null });
  await replace('/create');
}
