import { useQuery } from '@tanstack/react-query';
import Copy from 'lucide-react/icons/copy';
import Scaling from 'lucide-react/icons/scaling';
import WandSparkles from 'lucide-react/icons/wand-sparkles';
import { useLayoutEffect, useRef, useState } from 'react';
import type { Media } from '../../../shared/schemas/generation.ts';
import { useTRPC } from '../../api/client.ts';
import { PriceButton } from '../../domain/coins/PriceButton.tsx';
import { useText } from '../../i18n/useText.ts';
import { copyText } from '../../telegram/links.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { replace } from '../../ui/navigation/history.ts';
import { toast } from '../../ui/toasts.ts';
import {
  buttonPrice,
  fillForPicture,
  fillFromMedia,
  fillWithSeed,
  isOfWords,
} from '../studio/index.ts';
import { WorkFacts, WorkTags } from './WorkFacts.tsx';

/** The prompt, how the work was made, and what can be done with it. */
export function WorkAbout({ media }: { media: Media }) {
  const t = useText('viewer');
  const trpc = useTRPC();
  const catalog = useQuery(trpc.generation.catalog.queryOptions());
  const upscale = catalog.data?.operations.find(({ code }) => code === 'upscale');
  const canUpscale = media.kind === 'image' && upscale?.available === true;
  const model = upscale?.models.find(({ available }) => available)?.code ?? '';
  // Only the server knows the payer: with a plan or a free operation it costs no coins.
  const { data: quote } = useQuery(
    trpc.generation.quote.queryOptions(
      { operation: 'upscale', model, scale: 2, input: { type: 'media', id: media.id } },
      { enabled: canUpscale && model !== '' },
    ),
  );
  const own = catalog.data?.operations
    .find(({ code }) => code === media.operation)
    ?.models.find(({ code }) => code === media.model);
  const canRepeat = isOfWords(media) && own?.available === true && own.takesSeed;
  const toStudio = (fill: () => void) => {
    fill();
    void replace('/create');
  };
  return (
    <div className="work-about">
      {media.prompt && <Words text={media.prompt} />}
      <WorkTags media={media} />
      <div className="btn-row">
        <Button icon={WandSparkles} onClick={() => toStudio(() => fillFromMedia(media))}>
          {t('remix')}
        </Button>
        {canUpscale && (
          <PriceButton
            kind="gray"
            size="md"
            wide={false}
            icon={Scaling}
            label={t('upscale')}
            price={quote ? buttonPrice(quote) : null}
            onClick={() => toStudio(() => fillForPicture('upscale', media))}
          />
        )}
      </div>
      <WorkFacts
        media={media}
        onRepeat={canRepeat ? () => toStudio(() => fillWithSeed(media)) : null}
      />
    </div>
  );
}

/** Two lines of the prompt, all of it after a tap. */
function Words({ text }: { text: string }) {
  const t = useText('viewer');
  const paragraph = useRef<HTMLParagraphElement>(null);
  const [open, setOpen] = useState(false);
  const [long, setLong] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured when the text changes
  useLayoutEffect(() => {
    const box = paragraph.current;
    setLong(box !== null && box.scrollHeight > box.clientHeight + 1);
  }, [text]);
  return (
    <div className="work-prompt">
      <div className="grow">
        <p ref={paragraph} dir="auto" className={cx(!open && 'short')}>
          {text}
        </p>
        {(long || open) && (
          <button type="button" className="link more" onClick={() => setOpen(!open)}>
            {t(open ? 'less' : 'more')}
          </button>
        )}
      </div>
      <IconButton
        icon={Copy}
        label={t('copyPrompt')}
        onClick={async () => {
          if (await copyText(text)) {
            toast(t('common:copied'));
          }
        }}
      />
    </div>
  );
}
