import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/client.ts';
import { operationIcons } from '../../domain/media/operations.ts';
import { useText } from '../../i18n/useText.ts';
import { MainAction } from '../../ui/BottomActions.tsx';
import { RadioGroup, RadioRow } from '../../ui/Choice.tsx';
import { Field } from '../../ui/Field.tsx';
import { QueryError } from '../../ui/QueryError.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { RowsSkeleton } from '../../ui/Skeleton.tsx';
import { useSheetPlace } from '../../ui/sheetPlace.ts';
import { Tile } from '../../ui/Tile.tsx';
import { galleryPeriods, useGalleryView } from './chosenFilters.ts';

const days = ['fromDay', 'toDay'] as const;

/** Narrows the gallery by time, and to one operation and one of its models. */
export function FilterSheet() {
  const t = useText('gallery');
  const tCreate = useText('create');
  const trpc = useTRPC();
  const catalog = useQuery(trpc.generation.catalog.queryOptions());
  const [view, change] = useGalleryView();
  const { close } = useSheetPlace();
  const operations = catalog.data?.operations ?? [];
  const models =
    operations.find(({ code }) => code === view.operation)?.models ??
    operations.flatMap((operation) => operation.models);
  return (
    <Sheet title={t('filters')} mainButton>
      <MainAction text={t('showWorks')} onClick={close} />
      <h3 className="h3 filter-h">{t('made')}</h3>
      <RadioGroup label={t('made')} className="rows">
        {galleryPeriods.map((period) => (
          <RadioRow
            key={period}
            title={t(`periods.${period}`)}
            on={view.period === period}
            onChoose={() => change({ period })}
          />
        ))}
      </RadioGroup>
      {view.period === 'dates' && (
        <div className="filter-days">
          {days.map((day) => (
            <Field
              key={day}
              label={t(day)}
              showLabel
              filled
              type="date"
              min="2000-01-01"
              max="2999-12-31"
              value={view[day]}
              onChange={(value) => change({ [day]: value })}
              trailing={<span />}
            />
          ))}
        </div>
      )}
      {catalog.error && <QueryError error={catalog.error} onRetry={() => void catalog.refetch()} />}
      {catalog.isPending && <RowsSkeleton rows={6} />}
      {catalog.data && (
        <>
          <h3 className="h3 filter-h">{t('operation')}</h3>
          <RadioGroup label={t('operation')} className="rows">
            <RadioRow
              title={t('any')}
              on={view.operation === null}
              onChoose={() => change({ operation: null, model: null })}
            />
            {operations.map(({ code }) => (
              <RadioRow
                key={code}
                start={<Tile icon={operationIcons[code]} />}
                title={tCreate(`operations.${code}`)}
                on={view.operation === code}
                onChoose={() => change({ operation: code, model: null })}
              />
            ))}
          </RadioGroup>
          <h3 className="h3 filter-h">{t('model')}</h3>
          <RadioGroup label={t('model')} className="rows">
            <RadioRow
              title={t('any')}
              on={view.model === null}
              onChoose={() => change({ model: null })}
            />
            {models.map(({ code, name }) => (
              <RadioRow
                key={code}
                title={name}
                on={view.model === code}
                onChoose={() => change({ model: code })}
              />
            ))}
          </RadioGroup>
        </>
      )}
    </Sheet>
  );
}
