import type { OperationCode } from '../../../shared/catalog/operations.ts';
import { useOnline } from '../../api/online.ts';
import { PriceButton } from '../../domain/coins/PriceButton.tsx';
import { Picture } from '../../domain/media/Picture.tsx';
import { useText } from '../../i18n/useText.ts';
import { ActionBar } from '../../ui/ActionBar.tsx';
import { type Blocked, blockedBy, countOf, orderOf, visibleSlots } from './order.ts';
import { buttonPrice, coinsOf, PriceLineOf, quotedMaker } from './PriceLineOf.tsx';
import { draftKey, picturesOf } from './studio.ts';
import type { Slot, Studio } from './studioState.ts';
import type { useCreate } from './useCreate.ts';
import type { Offer } from './useOffer.ts';

export interface CreateBarProps {
  offer: Offer;
  studio: Studio;
  paused: boolean;
  creating: ReturnType<typeof useCreate>;
}

/** The text that is needed first, where it is not the prompt of a picture. */
const missingPrompt: Partial<Record<OperationCode, 'lettering' | 'video' | 'change'>> = {
  add_text: 'lettering',
  video: 'video',
  edit: 'change',
};

/** The payer and the button; a disabled button says what is missing. */
export function CreateBar({ offer, studio, paused, creating }: CreateBarProps) {
  const t = useText('create');
  const online = useOnline();
  const { operation, model, quote } = offer;
  const blocked = blockedBy(studio, offer, { paused, online });
  const isShort = quote?.paidWith === null;

  const create = () => {
    if (!model || !quote) {
      return;
    }
    void creating.send({
      order: { ...orderOf(studio, operation, model), ...quotedMaker(quote) },
      pictures: picturesOf(visibleSlots(studio, operation)),
      scale: studio.scale,
      draft: draftKey(studio),
      modelName: model.name,
      price: coinsOf(quote),
      balance: quote.before ?? 0,
      isShort,
    });
  };

  const count = countOf(studio, model);
  const verb = t(`verbs.${operation.code}`);
  const ready = isShort ? t('topUpAndCreate') : count > 1 ? `${verb} ×\u00a0${count}` : verb;
  return (
    <ActionBar>
      <div className="goes-in">
        <GoesIn slots={visibleSlots(studio, operation)} />
        <div>{quote && !paused && <PriceLineOf quote={quote} />}</div>
      </div>
      <PriceButton
        label={creating.busy ? t('sending') : blocked ? blockedLabel(blocked) : ready}
        price={blocked || !quote ? null : buttonPrice(quote)}
        busy={creating.busy}
        disabled={blocked !== null || !quote}
        onClick={create}
      />
    </ActionBar>
  );

  function blockedLabel(reason: Blocked): string {
    if (reason === 'pictures') {
      const there = picturesOf(visibleSlots(studio, operation)).length;
      return t('blocked.pictures', { count: operation.minInputs - there });
    }
    if (reason === 'prompt') {
      return t(`blocked.${missingPrompt[operation.code] ?? 'prompt'}`);
    }
    return t(`blocked.${reason}`);
  }
}

/** The input pictures, shown beside the price. */
function GoesIn({ slots }: { slots: readonly Slot[] }) {
  const t = useText('create');
  const pictures = picturesOf(slots);
  if (pictures.length === 0) {
    return null;
  }
  return (
    <div className="goes-in-pics" role="img" aria-label={t('goesIn', { count: pictures.length })}>
      {pictures.map(({ source, url, thumbhash }) => (
        <span key={source.id}>
          <Picture src={url} thumbhash={thumbhash} alt="" eager />
        </span>
      ))}
    </div>
  );
}
