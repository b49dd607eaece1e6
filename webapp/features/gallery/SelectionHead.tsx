import { useText } from '../../i18n/useText.ts';

export interface SelectionHeadProps {
  count: number;
  all: number;
  onAll: () => void;
}

/** How many are chosen; the tab bar gives way to the actions below. */
export function SelectionHead({ count, all, onAll }: SelectionHeadProps) {
  const t = useText('gallery');
  return (
    <div className="gallery-h selecting">
      <h1 className="h2">{t('selected', { count })}</h1>
      <button type="button" className="sub-m link" disabled={count === all} onClick={onAll}>
        {t('selectAll')}
      </button>
    </div>
  );
}
