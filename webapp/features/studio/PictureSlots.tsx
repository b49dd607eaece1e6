import { useState } from 'react';
import type { CatalogOperation } from '../../../shared/schemas/generation.ts';
import { ImageSlot } from '../../domain/media/ImageSlot.tsx';
import { slotNames } from '../../domain/media/operations.ts';
import { Picture } from '../../domain/media/Picture.tsx';
import { useText } from '../../i18n/useText.ts';
import { openSheet } from '../../ui/navigation/sheets.ts';
import { visibleSlots } from './order.ts';
import { emptyPlace, fillFromFile, pictureOf } from './slotPictures.ts';
import { changeSlot, picturesOf } from './studio.ts';
import type { Slot, Studio } from './studioState.ts';

export interface PictureSlotsProps {
  operation: CatalogOperation;
  studio: Studio;
}

/** The input pictures: uploaded from the device, or taken from the gallery. */
export function PictureSlots({ operation, studio }: PictureSlotsProps) {
  const t = useText('create');
  const { code, maxInputs, minInputs } = operation;
  if (maxInputs === 0) {
    return null;
  }
  const slots = visibleSlots(studio, operation);
  const values = { value: picturesOf(slots).length, total: minInputs };
  const add = (index: number, title: string) =>
    openSheet('picture', {
      title,
      onFile: (file) => void fillFromFile(code, index, file, t('tooLarge')),
      onMedia: (media) => changeSlot(code, index, { state: 'full', picture: pictureOf(media) }),
    });
  return (
    <>
      <div className="pad part-h">
        <h2 className="h3">{t(code === 'create' ? 'references' : 'pictures')}</h2>
        <span className="sub t2 num">
          {minInputs === 0 ? t('optional') : t('common:progressOf', values)}
        </span>
      </div>
      <div className="pad slots">
        {slots.map((slot, i) => {
          const name = slotNames[code][i] ?? 'picture';
          return (
            <ImageSlot
              key={name}
              addText={t(`slots.${name}.add`)}
              caption={t(`slots.${name}.caption`)}
              note={(slot.state === 'empty' && slot.error) || t('slotNote')}
              error={slot.state === 'empty' && slot.error !== null}
              picture={<SlotPicture slot={slot} />}
              {...(slot.state === 'empty' && { picture: null })}
              uploading={slot.state === 'uploading' ? slot.progress : null}
              onAdd={() => add(i, t(`slots.${name}.add`))}
              onRemove={() => emptyPlace(code, i)}
            />
          );
        })}
      </div>
    </>
  );
}

function SlotPicture({ slot }: { slot: Slot }) {
  switch (slot.state) {
    case 'empty':
      return null;
    case 'uploading':
      return <LocalPicture key={slot.url} url={slot.url} />;
    case 'full':
      return <Picture src={slot.picture.url} thumbhash={slot.picture.thumbhash} alt="" eager />;
  }
}

/**
 * A file of this device. Most browsers can't show HEIC: its slot stays empty until the server has converted
 * it.
 */
function LocalPicture({ url }: { url: string }) {
  const [shown, setShown] = useState(true);
  return shown ? <img className="pic" src={url} alt="" onError={() => setShown(false)} /> : null;
}
