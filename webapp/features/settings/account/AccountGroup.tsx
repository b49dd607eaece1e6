import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Download from 'lucide-react/icons/download';
import Trash2 from 'lucide-react/icons/trash-2';
import { errorSentence } from '../../../api/appError.ts';
import { useTRPC } from '../../../api/client.ts';
import { requestId } from '../../../api/requestId.ts';
import { saveServed } from '../../../domain/downloads.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useOwnText } from '../../../i18n/useText.ts';
import { useSheet } from '../../../ui/navigation/sheets.ts';
import { Row } from '../../../ui/Row.tsx';
import { Spinner } from '../../../ui/Spinner.tsx';
import { Tile } from '../../../ui/Tile.tsx';
import { toast } from '../../../ui/toasts.ts';
import { Group } from '../Group.tsx';
import { en, ru } from './texts.ts';

const POLL_MS = 3000;

/** A copy of the person's data, and deleting the account. */
export function AccountGroup() {
  const t = useOwnText({ en, ru });
  const f = useFormat();
  const trpc = useTRPC();
  const cache = useQueryClient();
  const openDeletion = useSheet('deleteAccount');
  const { data } = useQuery(
    trpc.account.export.queryOptions(undefined, {
      refetchInterval: ({ state }) => state.data?.export?.state === 'waiting' && POLL_MS,
    }),
  );
  const copy = data?.export ?? null;
  const ask = useMutation(
    trpc.account.exportData.mutationOptions({
      onSuccess: () => cache.invalidateQueries({ queryKey: trpc.account.pathKey() }),
      onError: (error) => toast(errorSentence(error), { kind: 'error' }),
    }),
  );
  const isWaiting = ask.isPending || copy?.state === 'waiting';
  const note = isWaiting
    ? t('exporting')
    : copy?.expiresAt
      ? t('exportReady', { until: f.moment(copy.expiresAt) })
      : t('exportNote');
  const download = () => {
    if (copy?.url) {
      void saveServed(copy.url, copy.fileName);
    } else {
      ask.mutate({ requestId: requestId() });
    }
  };
  return (
    <Group title={t('title')}>
      <Row
        start={<Tile icon={Download} />}
        title={t('export')}
        note={note}
        value={isWaiting ? <Spinner size={20} /> : null}
        onClick={isWaiting ? undefined : download}
      />
      <Row
        start={<Tile icon={Trash2} kind="bad" />}
        title={t('delete')}
        note={t('deleteNote')}
        danger
        onClick={() => openDeletion({})}
      />
    </Group>
  );
}
