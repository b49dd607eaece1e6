import { createElement } from 'react';
import type { CatalogModel, CatalogOutput } from '../../../shared/schemas/generation.ts';
import { Amount } from '../../domain/coins/Amount.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import type { SheetProps } from '../../ui/navigation/sheets.ts';
import { Tag } from '../../ui/Tag.tsx';

type PickerOption = SheetProps<'picker'>['options'][number];

interface Known extends CatalogModel {
  result: 'image' | 'video';
}

/** The models that make something from a prompt alone; the others serve one operation each. */
export function allModels(catalog: CatalogOutput | undefined): Known[] {
  return (catalog?.operations ?? [])
    .filter(({ minInputs, alwaysFree }) => minInputs === 0 && !alwaysFree)
    .flatMap(({ models, result }) => models.map((model) => ({ ...model, result })));
}

/** The choices of the default model: an unavailable one says why. */
export function useModelOptions(catalog: CatalogOutput | undefined): PickerOption[] {
  const t = useText('settings');
  const f = useFormat();
  const reason = ({ status, available }: Known) => {
    if (status === 'soon') {
      return t('common:soon');
    }
    return available ? null : t('models.off');
  };
  const options = allModels(catalog)
    .filter(({ status }) => status !== 'retired')
    .map((model) => {
      const kind = t(`models.${model.result}`);
      const why = reason(model);
      return {
        value: model.code,
        title: model.name,
        note: why
          ? t('models.price', { kind, coins: f.coinsInWords(model.price) })
          : t('models.eta', { kind, time: f.duration(model.etaSeconds) }),
        end: why ? createElement(Tag, null, why) : createElement(Amount, { coins: model.price }),
        disabled: why !== null,
      };
    });
  return [{ value: '', title: t('models.any') }, ...options];
}
