import type { CatalogModel, CatalogOperation } from '../../../shared/schemas/generation.ts';
import { ModelCard } from '../../domain/media/ModelCard.tsx';
import { useText } from '../../i18n/useText.ts';
import { selectionChanged } from '../../telegram/haptics.ts';
import { RadioGroup } from '../../ui/Choice.tsx';
import { toast } from '../../ui/toasts.ts';
import { modelArt } from './modelArt.ts';
import { useUnavailability } from './useUnavailability.ts';

export interface ModelRowProps {
  operation: CatalogOperation;
  value: string | null;
  onChange: (model: string) => void;
}

/**
 * The models of the operation; a tap on one that cannot be chosen says why. A single one is not listed: its
 * price is on the tile of the operation.
 */
export function ModelRow({ operation, value, onChange }: ModelRowProps) {
  const t = useText('create');
  const whyNot = useUnavailability();
  const stateOf = ({ status, available }: CatalogModel) =>
    status === 'soon' ? 'soon' : available ? 'normal' : 'unavailable';
  const explain = (model: CatalogModel) => {
    const why = whyNot(
      model.name,
      model.unavailability ?? { reason: 'not_answering', providers: [] },
    );
    toast(operation.available ? `${why} ${t('otherModel')}` : why, { kind: 'error' });
  };
  if (operation.models.length === 1 && operation.available) {
    return null;
  }
  return (
    <>
      <div className="pad part-h">
        <h2 className="h3">{t('model')}</h2>
      </div>
      <RadioGroup label={t('model')} className="models hscroll">
        {operation.models.map((model) => (
          <ModelCard
            key={model.code}
            name={model.name}
            makes={operation.result}
            art={<img src={modelArt(model.code)} alt="" />}
            price={model.price}
            etaSeconds={model.etaSeconds}
            on={model.code === value}
            state={stateOf(model)}
            stateText={model.status === 'soon' ? t('common:soon') : t('notNow')}
            onChoose={() => {
              if (stateOf(model) !== 'normal') {
                explain(model);
              } else if (model.code !== value) {
                selectionChanged();
                onChange(model.code);
              }
            }}
          />
        ))}
      </RadioGroup>
    </>
  );
}
