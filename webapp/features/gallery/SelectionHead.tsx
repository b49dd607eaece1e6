import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';

export interface SelectionHeadProps {
  count: number;
  isAll: boolean;
  busy: boolean;
  onAll: () => void;
}

/** How many are chosen; the tab bar gives way to the actions below. */
export function SelectionHead({ count, isAll, busy, onAll }: SelectionHeadProps) {
  const t = useText('gallery');
  const f = useFormat();
  return (
    <div className="gallery-h selecting">
      <h1 className="h2">{t('selected', { count, number: f.number(count) })}</h1>
      <button type="button" className="sub-m link" disabled={isAll || busy} onClick={onAll}>
        {t('selectAll')}
      </button>
    </div>
  );
}
