import { useRef } from 'react';
import type { OperationCode } from '../../../shared/catalog/operations.ts';
import type { CatalogOperation } from '../../../shared/schemas/generation.ts';
import { OperationTile } from '../../domain/media/OperationTile.tsx';
import { operationIcons } from '../../domain/media/operations.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { selectionChanged } from '../../telegram/haptics.ts';
import { onRovingKey } from '../../ui/rovingKeys.ts';
import { toast } from '../../ui/toasts.ts';
import { useChosenInView } from '../../ui/useChosenInView.ts';
import { useUnavailability } from './useUnavailability.ts';

export interface OperationRowProps {
  operations: readonly CatalogOperation[];
  value: OperationCode;
  onChange: (operation: OperationCode) => void;
}

/** The kinds of work. One that cannot run now is dimmed, and a tap says why. */
export function OperationRow({ operations, value, onChange }: OperationRowProps) {
  const t = useText('create');
  const whyNot = useUnavailability();
  const explain = ({ code, unavailability }: CatalogOperation) => {
    const name = t(`operations.${code}`);
    toast(whyNot(name, unavailability ?? { reason: 'not_answering', providers: [] }), {
      kind: 'error',
    });
  };
  const row = useRef<HTMLDivElement>(null);
  useChosenInView(row, value);
  return (
    <div
      ref={row}
      className="ops hscroll"
      role="tablist"
      aria-label={t('operationsLabel')}
      onKeyDown={onRovingKey}
    >
      {operations
        .filter(({ models }) => models.length > 0)
        .sort((a, b) => Number(b.available) - Number(a.available))
        .map((operation) => (
          <Tile
            key={operation.code}
            operation={operation}
            on={operation.code === value}
            onChoose={() => {
              if (!operation.available) {
                explain(operation);
              } else if (operation.code !== value) {
                selectionChanged();
                onChange(operation.code);
              }
            }}
          />
        ))}
    </div>
  );
}

interface TileProps {
  operation: CatalogOperation;
  on: boolean;
  onChoose: () => void;
}

function Tile({ operation, on, onChoose }: TileProps) {
  const t = useText('create');
  const f = useFormat();
  const { code, available, alwaysFree, fromPrice, models } = operation;
  const price = f.coins(fromPrice ?? 0);
  const free = available && (alwaysFree || fromPrice === 0);
  const priceText = free ? t('free') : models.length > 1 ? t('from', { price }) : price;
  return (
    <OperationTile
      icon={operationIcons[code]}
      name={t(`operations.${code}`)}
      price={available ? priceText : t('notNow')}
      free={free}
      on={on}
      state={available ? 'normal' : 'unavailable'}
      onChoose={onChoose}
    />
  );
}
