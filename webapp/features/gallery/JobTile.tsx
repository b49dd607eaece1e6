import type { Generation } from '../../../shared/schemas/generation.ts';
import { useEstimate } from '../../domain/media/estimate.ts';
import { reasonOf } from '../../domain/media/failures.ts';
import { RunningTile } from '../../domain/media/RunningTile.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { push } from '../../ui/navigation/history.ts';
import { useReturnedMessage } from '../job/index.ts';

/** A job at the position of its future work; a failed one until it is seen. */
export function JobTile({ job }: { job: Generation }) {
  const t = useText('gallery');
  const tJob = useText('job');
  const f = useFormat();
  const { share, left } = useEstimate(job);
  const kind = t(`kinds.${job.operation === 'video' ? 'video' : 'image'}`);
  const failed = job.status === 'failed';
  const time = left ? t('left', { time: f.duration(left) }) : null;
  const state = job.status === 'queued' ? t('queued') : time;
  const line = failed ? t('failed') : [kind, state].filter(Boolean).join(' · ');
  // The first sentence gives the reason; the rest is shown where the job is opened. Safari has no look
  // behind before 16.4.
  const [why = ''] = /^.*?\.(?= )|^.*/.exec(tJob(reasonOf(job.failure))) ?? [];
  const back = useReturnedMessage()(job);
  return (
    <RunningTile
      progress={share}
      failed={failed}
      text={line}
      notes={failed ? [why, ...(back ? [back] : [])] : []}
      onClick={() => void push(`/job/${job.id}`)}
    />
  );
}
