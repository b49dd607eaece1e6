import { useQuery } from '@tanstack/react-query';
import KeyRound from 'lucide-react/icons/key-round';
import Plus from 'lucide-react/icons/plus';
import type { BotKeyFacts } from '../../../../shared/schemas/adminBots.ts';
import { useTRPC } from '../../../api/client.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Button } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { useSheet } from '../../../ui/navigation/sheets.ts';
import { QueryError } from '../../../ui/QueryError.tsx';
import { Rows } from '../../../ui/Row.tsx';
import { RowsSkeleton } from '../../../ui/Skeleton.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { Tile } from '../../../ui/Tile.tsx';
import { useCanEdit } from '../rights.ts';
import { SectionHead } from '../SectionHead.tsx';
import { useBotKeyText } from './texts.ts';

/** The keys with which other bots call the API: created, listed, revoked. */
export function BotKeysSection() {
  const t = useBotKeyText();
  const trpc = useTRPC();
  const canEdit = useCanEdit();
  const openForm = useSheet('admin');
  const { data, error, refetch } = useQuery(trpc.admin.botKeys.queryOptions());
  return (
    <>
      <SectionHead title={t('title')}>
        {canEdit && data && (
          <div className="pad admin-buttons">
            <Button
              size="sm"
              icon={Plus}
              onClick={() => openForm({ form: 'botKey', bots: data.bots })}
            >
              {t('create')}
            </Button>
          </div>
        )}
      </SectionHead>
      <div className="pad stack">
        <p className="sub t2">{t('about')}</p>
        {!data && !error && <RowsSkeleton rows={3} />}
        {!data && error && <QueryError error={error} onRetry={() => void refetch()} />}
        {data?.keys.length === 0 && (
          <Empty icon={KeyRound} title={t('none')} text={t('noneText')} />
        )}
        {data && data.keys.length > 0 && (
          <Rows label={t('title')}>
            {data.keys.map((key) => (
              <KeyRow key={key.id} botKey={key} canEdit={canEdit} />
            ))}
          </Rows>
        )}
      </div>
    </>
  );
}

function KeyRow({ botKey, canEdit }: { botKey: BotKeyFacts; canEdit: boolean }) {
  const t = useBotKeyText();
  const f = useFormat();
  const openForm = useSheet('admin');
  const { botName, hint, trusted, createdAt, lastUsedAt, revokedAt } = botKey;
  const facts = [
    t('createdAt', { when: f.moment(createdAt) }),
    lastUsedAt ? t('used', { when: f.moment(lastUsedAt) }) : t('unused'),
    ...(revokedAt ? [t('revoked', { when: f.moment(revokedAt) })] : []),
  ];
  return (
    <li>
      <div className="row">
        <Tile icon={KeyRound} kind={revokedAt ? 'neutral' : 'act'} />
        <div className="main">
          <b>
            {botName} <span className="mono t2">…{hint}</span>
          </b>
          <small className="num">{facts.join(' · ')}</small>
          {trusted && <Tag>{t('trustedTag')}</Tag>}
        </div>
        {canEdit && !revokedAt && (
          <Button kind="bad" size="sm" onClick={() => openForm({ form: 'revokeBotKey', botKey })}>
            {t('revoke')}
          </Button>
        )}
      </div>
    </li>
  );
}
