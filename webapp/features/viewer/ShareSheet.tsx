import CirclePlus from 'lucide-react/icons/circle-plus';
import Download from 'lucide-react/icons/download';
import Link from 'lucide-react/icons/link';
import Send from 'lucide-react/icons/send';
import { useState } from 'react';
import type { Media } from '../../../shared/schemas/generation.ts';
import { Picture } from '../../domain/media/Picture.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { canShareStory } from '../../telegram/links.ts';
import { Card } from '../../ui/Card.tsx';
import { Switch } from '../../ui/Choice.tsx';
import { Row, Rows } from '../../ui/Row.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { toast } from '../../ui/toasts.ts';
import { formatName, useMediaActions } from '../gallery/index.ts';
import { useShare } from './useShare.ts';
import './viewer.css';

export interface ShareSheetProps {
  media: Media;
}

/** Shares a work; the invite link is included unless switched off. */
export function ShareSheet({ media }: ShareSheetProps) {
  const t = useText('viewer');
  const f = useFormat();
  const saved = useText('gallery')('saved');
  const actions = useMediaActions();
  const share = useShare(media);
  const [withInvite, setWithInvite] = useState(true);
  const { invite } = share;
  const size = `${formatName(media)}, ${media.width}\u00a0×\u00a0${media.height}, ${f.bytes(media.bytes)}`;
  return (
    <Sheet title={t('share')}>
      {invite && (
        <Card pad={12} className="share-invite">
          <div className="art">
            <Picture src={media.thumbUrl} thumbhash={media.thumbhash} alt="" eager />
          </div>
          <div className="grow">
            <b className="row-t">{t('withInvite')}</b>
            <p className="sub t2">
              {t('withInviteNote', { coins: f.coinsInWords(invite.inviterBonus) })}
            </p>
          </div>
          <Switch label={t('withInvite')} on={withInvite} onChange={setWithInvite} />
        </Card>
      )}
      <Rows>
        {canShareStory() && (
          <Row
            start={<Tile icon={CirclePlus} kind="act" />}
            title={t('toStory')}
            note={t('toStoryNote')}
            disabled={share.busy}
            onClick={() => void share.toStory(withInvite)}
          />
        )}
        <Row
          start={<Tile icon={Send} kind="act" />}
          title={t('toChat')}
          note={t('toChatNote')}
          disabled={share.busy}
          onClick={() => void share.toChat(withInvite)}
        />
        <Row
          start={<Tile icon={Link} kind="act" />}
          title={t('copyLink')}
          note={t('copyLinkNote')}
          disabled={share.busy}
          onClick={() => void share.copyLink(withInvite)}
        />
        <Row
          start={<Tile icon={Download} kind="act" />}
          title={t('original')}
          note={size}
          onClick={async () => {
            if (await actions.download([media])) {
              toast(saved);
            }
          }}
        />
      </Rows>
    </Sheet>
  );
}
