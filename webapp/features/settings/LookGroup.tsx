import { useQuery } from '@tanstack/react-query';
import Languages from 'lucide-react/icons/languages';
import Moon from 'lucide-react/icons/moon';
import WandSparkles from 'lucide-react/icons/wand-sparkles';
import type { Me } from '../../../shared/schemas/me.ts';
import { useTRPC } from '../../api/client.ts';
import { isLanguage, languageFor, languages } from '../../i18n/language.ts';
import { useText } from '../../i18n/useText.ts';
import { launch } from '../../telegram/launch.ts';
import { useSheet } from '../../ui/navigation/sheets.ts';
import { Row } from '../../ui/Row.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { Group } from './Group.tsx';
import { allModels, useModelOptions } from './useModelOptions.ts';
import { useSaveSettings } from './useSaveSettings.ts';

/** Language, theme and the model that Studio opens with. */
export function LookGroup({ me }: { me: Me }) {
  const t = useText('settings');
  return (
    <Group>
      <LanguageRow chosen={me.settings.language} />
      <Row start={<Tile icon={Moon} />} title={t('theme')} value={t('followsTelegram')} />
      <ModelRow chosen={me.settings.defaultModel} />
    </Group>
  );
}

function LanguageRow({ chosen }: { chosen: Me['settings']['language'] }) {
  const t = useText('settings');
  const open = useSheet('picker');
  const save = useSaveSettings();
  const own = languageFor(launch()?.languageCode);
  return (
    <Row
      start={<Tile icon={Languages} />}
      title={t('language')}
      value={chosen ? t(`languages.${chosen}`) : t('languages.telegram')}
      onClick={() =>
        open({
          title: t('languages.title'),
          note: t('languages.note'),
          value: chosen ?? 'telegram',
          options: [
            {
              value: 'telegram',
              title: t('languages.telegram'),
              note: t(`languages.now.${own}`),
            },
            ...languages.map((language) => ({
              value: language,
              title: t(`languages.${language}`),
              note: t(`languages.${language}Note`),
            })),
          ],
          onChoose: (value) => save({ language: isLanguage(value) ? value : null }),
        })
      }
    />
  );
}

function ModelRow({ chosen }: { chosen: string | null }) {
  const t = useText('settings');
  const trpc = useTRPC();
  const open = useSheet('picker');
  const save = useSaveSettings();
  const catalog = useQuery(trpc.generation.catalog.queryOptions()).data;
  const options = useModelOptions(catalog);
  const model = allModels(catalog).find(({ code }) => code === chosen);
  return (
    <Row
      start={<Tile icon={WandSparkles} />}
      title={t('model')}
      value={model?.name ?? t('models.any')}
      disabled={!catalog}
      onClick={() =>
        open({
          title: t('models.title'),
          note: t('models.note'),
          value: chosen ?? '',
          options,
          onChoose: (value) => save({ defaultModel: value || null }),
        })
      }
    />
  );
}
