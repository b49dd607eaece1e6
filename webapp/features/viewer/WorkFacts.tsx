import type { Media } from '../../../shared/schemas/generation.ts';
import { payerIcons } from '../../domain/coins/PriceLine.tsx';
import { operationIcons } from '../../domain/media/operations.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { copyText } from '../../telegram/links.ts';
import { Facts } from '../../ui/Facts.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { toast } from '../../ui/toasts.ts';
import { formatName } from '../gallery/index.ts';

/** Model, format, who paid, when. */
export function WorkTags({ media }: { media: Media }) {
  const t = useText('create');
  const f = useFormat();
  const { paidWith, durationMs } = media;
  const format = [ratioOf(media), durationMs && f.duration(durationMs / 1000)];
  return (
    <div className="work-tags">
      <Tag icon={operationIcons[media.operation]}>{media.modelName}</Tag>
      {media.standIn && <Tag>{t('maker.standIn')}</Tag>}
      <Tag>{format.filter(Boolean).join(' · ')}</Tag>
      {paidWith === 'coins' ? (
        <Tag coin>{f.coins(media.price)}</Tag>
      ) : (
        <Tag icon={payerIcons[paidWith]}>{t(`payers.${paidWith}`)}</Tag>
      )}
      <Tag>{f.moment(media.createdAt)}</Tag>
    </div>
  );
}

/** `3:4` where it is one of the usual ones, else the size. */
function ratioOf({ width, height, aspectRatio }: Media): string {
  const [w = 1, h = 1] = aspectRatio.split(':').map(Number);
  const fits = Math.abs(width / Math.max(1, height) - w / h) < 0.02;
  return fits ? aspectRatio : `${width} × ${height}`;
}

export interface WorkFactsProps {
  media: Media;
  /** Opens the Studio with the same prompt and seed; null where no model repeats a picture. */
  onRepeat: (() => void) | null;
}

/** Further facts: operation, size, seed. */
export function WorkFacts({ media, onRepeat }: WorkFactsProps) {
  const t = useText('viewer');
  const tCreate = useText('create');
  const f = useFormat();
  const seed = `${media.seed}`;
  const size = `${formatName(media)}, ${media.width}\u00a0×\u00a0${media.height}, ${f.bytes(media.bytes)}`;
  return (
    <div className="work-facts">
      <Facts
        items={[
          { name: t('operation'), value: tCreate(`operations.${media.operation}`) },
          { name: t('file'), value: size },
          {
            name: t('seed'),
            value: (
              <span className="work-seed">
                <button
                  type="button"
                  className="link"
                  onClick={async () => {
                    if (await copyText(seed)) {
                      toast(t('common:copied'));
                    }
                  }}
                >
                  {seed}
                </button>
                {onRepeat && (
                  <button type="button" className="link" onClick={onRepeat}>
                    {t('repeat')}
                  </button>
                )}
              </span>
            ),
          },
        ]}
      />
    </div>
  );
}
