import ChevronDown from 'lucide-react/icons/chevron-down';
import { useEffect, useId, useRef, useState } from 'react';
import { SEED_MAX } from '../../../shared/catalog/operations.ts';
import type { CatalogModel } from '../../../shared/schemas/generation.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { cx } from '../../ui/cx.ts';
import { Field } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Segment } from '../../ui/Segment.tsx';
import { countOf, seedOf } from './order.ts';
import type { changeStudio } from './studio.ts';
import type { Studio } from './studioState.ts';

export interface SettingsProps {
  model: CatalogModel | null;
  studio: Studio;
  change: typeof changeStudio;
}

/** How many works of one order; nothing where they would all be identical. */
export function CountRow({ model, studio, change }: SettingsProps) {
  const t = useText('create');
  const f = useFormat();
  const most = model?.maxCount ?? 1;
  if (most === 1) {
    return null;
  }
  return (
    <div className="pad format-part count-row">
      <span className="t2" aria-hidden="true">
        {t('count')}
      </span>
      <Segment
        label={t('count')}
        items={Array.from({ length: most }, (_, i) => ({
          value: `${i + 1}`,
          label: f.number(i + 1),
        }))}
        value={`${countOf(studio, model)}`}
        onChange={(value) => change({ count: Number(value) })}
      />
    </div>
  );
}

/** Rarely needed options: the seed, which makes the same picture again. */
export function MoreSettings({ model, studio, change }: SettingsProps) {
  const t = useText('create');
  const [opened, setOpened] = useState(false);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  // The opened part is at the end of the page, hidden by the bar with the price.
  useEffect(() => {
    if (opened) {
      box.current?.scrollIntoView({ block: 'center' });
    }
  }, [opened]);
  if (!model?.takesSeed) {
    return null;
  }
  // A seed taken from a work must be visible.
  const open = opened || studio.seed !== '';
  const wrong = Number.isNaN(seedOf(studio));
  const several = countOf(studio, model) > 1;
  return (
    <div className="pad more-settings">
      <button
        type="button"
        className={cx('link', open && 'on')}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          setOpened(!open);
          if (open) {
            change({ seed: '' });
          }
        }}
      >
        {t('moreSettings')}
        <Icon icon={ChevronDown} size={16} />
      </button>
      <div ref={box} id={id} hidden={!open}>
        <Field
          label={t('seed.label')}
          showLabel
          inputMode="numeric"
          maxLength={10}
          placeholder={t('seed.random')}
          value={studio.seed}
          state={wrong ? 'error' : 'plain'}
          help={
            wrong ? t('seed.wrong', { max: SEED_MAX }) : t(several ? 'seed.several' : 'seed.help')
          }
          onChange={(seed) => change({ seed })}
        />
      </div>
    </div>
  );
}
