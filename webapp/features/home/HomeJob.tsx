import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import ImageIcon from 'lucide-react/icons/image';
import Video from 'lucide-react/icons/video';
import type { Generation } from '../../../shared/schemas/generation.ts';
import { errorSentence } from '../../api/appError.ts';
import { useTRPC } from '../../api/client.ts';
import { useEstimate } from '../../domain/media/estimate.ts';
import { JobCard, type JobCardProps } from '../../domain/media/JobCard.tsx';
import { Picture } from '../../domain/media/Picture.tsx';
import { useText } from '../../i18n/useText.ts';
import { Icon } from '../../ui/Icon.tsx';
import { push } from '../../ui/navigation/history.ts';
import { toast } from '../../ui/toasts.ts';

/** A job on Home: running, ready to be opened, or failed. */
export function HomeJob({ id, running }: { id: string; running: Generation | undefined }) {
  const trpc = useTRPC();
  const ended = useQuery(trpc.generation.get.queryOptions({ id }, { enabled: !running })).data;
  const job = running ?? ended;
  return job && job.status !== 'cancelled' ? <Card job={job} /> : null;
}

function Card({ job }: { job: Generation }) {
  const cancel = useCancel(job.id);
  const { share, left } = useEstimate(job);
  const outcome = useOutcome(job);
  const [work] = job.media;
  return (
    <JobCard
      title={job.prompt || job.modelName}
      model={job.status === 'failed' ? '' : job.modelName}
      state={stateOf(job)}
      progress={share}
      etaSeconds={left}
      thumb={
        work ? (
          <Picture src={work.thumbUrl} thumbhash={work.thumbhash} alt="" eager />
        ) : (
          <span className="job-kind">
            <Icon icon={job.operation === 'video' ? Video : ImageIcon} size={24} />
          </span>
        )
      }
      {...(outcome && { outcome })}
      onOpen={() => void push(work ? `/work/${work.id}` : `/job/${job.id}`)}
      onCancel={outcome ? undefined : cancel}
    />
  );
}

function stateOf({ status }: Generation): JobCardProps['state'] {
  switch (status) {
    case 'succeeded':
      return 'ready';
    case 'queued':
    case 'failed':
      return status;
    default:
      return 'running';
  }
}

/** How it ended; null while it runs. */
function useOutcome({ status, refunded }: Generation): string | null {
  const t = useText('home');
  if (status === 'failed') {
    return t(refunded ? 'job.refunded' : 'job.failed');
  }
  return status === 'succeeded' ? t('job.ready') : null;
}

function useCancel(id: string): () => void {
  const t = useText('home');
  const trpc = useTRPC();
  const client = useQueryClient();
  const { mutate, isPending } = useMutation(
    trpc.generation.cancel.mutationOptions({
      onSuccess: () => toast(t('job.cancelled')),
      onError: (error) => toast(errorSentence(error), { kind: 'error' }),
      onSettled: () => client.invalidateQueries({ queryKey: trpc.generation.pathKey() }),
    }),
  );
  return async () => {
    const { confirm } = await import('../../ui/popup.ts');
    const sure =
      !isPending &&
      (await confirm({
        title: t('job.cancelTitle'),
        message: t('job.cancelText'),
        cancel: t('job.keep'),
        confirm: t('job.cancel'),
        destructive: true,
      }));
    if (sure) {
      mutate({ id });
    }
  };
}
