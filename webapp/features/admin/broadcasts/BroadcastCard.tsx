import { useQuery } from '@tanstack/react-query';
import type { BroadcastDetails } from '../../../../shared/schemas/broadcasts.ts';
import { useTRPC } from '../../../api/client.ts';
import { QueryError } from '../../../ui/QueryError.tsx';
import { RowsSkeleton } from '../../../ui/Skeleton.tsx';
import { useCanEdit } from '../rights.ts';
import './broadcasts.css';
import { Editor } from './Editor.tsx';
import { Progress } from './Progress.tsx';

/** How often a running broadcast is refetched. */
const POLL_MS = 2000;

/** One broadcast: edited until it starts, monitored from then on. `new` creates one. */
export function BroadcastCard({ id }: { id: string }) {
  return id === 'new' ? <Editor broadcast={null} /> : <Known id={id} />;
}

function Known({ id }: { id: string }) {
  const trpc = useTRPC();
  const canEdit = useCanEdit();
  const { data, error, refetch } = useQuery(
    trpc.admin.broadcast.queryOptions(
      { id },
      { refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? POLL_MS : false) },
    ),
  );
  if (!data) {
    return error ? (
      <QueryError error={error} onRetry={() => void refetch()} />
    ) : (
      <RowsSkeleton rows={5} />
    );
  }
  return canEdit && data.state === 'draft' ? (
    <Editor key={id} broadcast={data} />
  ) : (
    <Progress broadcast={data} />
  );
}

const isMoving = ({ state }: BroadcastDetails) => state === 'running' || state === 'scheduled';
