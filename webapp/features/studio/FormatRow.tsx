import { formatsOf } from '../../../shared/catalog/operations.ts';
import type { CatalogModel, CatalogOperation } from '../../../shared/schemas/generation.ts';
import { scales } from '../../domain/media/operations.ts';
import { Ratios } from '../../domain/media/Ratios.tsx';
import { useText } from '../../i18n/useText.ts';
import { Segment } from '../../ui/Segment.tsx';
import { formatOf } from './order.ts';
import type { changeStudio } from './studio.ts';
import type { Studio } from './studioState.ts';
import { VideoCells } from './VideoCells.tsx';

export interface FormatRowProps {
  operation: CatalogOperation;
  model: CatalogModel | null;
  studio: Studio;
  change: typeof changeStudio;
}

/**
 * The proportions (and a video's duration and sound), or the scale; nothing where both follow the picture.
 */
export function FormatRow({ operation, model, studio, change }: FormatRowProps) {
  const t = useText('create');
  const isVideo = operation.code === 'video';
  if (operation.sized) {
    return (
      <div className="pad format-part format-row">
        <Ratios
          label={t('format')}
          ratios={model?.formats ?? formatsOf(operation.code)}
          value={formatOf(studio, operation, model)}
          onChange={(ratio) => change(isVideo ? { videoRatio: ratio } : { aspectRatio: ratio })}
        />
        {model?.videoOptions && (
          <VideoCells options={model.videoOptions} studio={studio} change={change} />
        )}
      </div>
    );
  }
  if (operation.code !== 'upscale') {
    return null;
  }
  return (
    <div className="pad format-part">
      <Segment
        label={t('scale')}
        items={scales.map((scale) => ({ value: `${scale}`, label: t('times', { scale }) }))}
        value={`${studio.scale}`}
        onChange={(value) => change({ scale: scales.find((one) => `${one}` === value) ?? 2 })}
      />
    </div>
  );
}
