import type { Generation } from '../../../shared/schemas/generation.ts';
import { RunningShot } from '../../components/Shot.tsx';
import { push } from '../../navigation/history.ts';
import { useFormat } from '../../strings/useFormat.ts';
import { useText } from '../../strings/useText.ts';
import { useProgress } from '../job/useJob.ts';

/** A job that holds its place until its work comes; a failed one until it is looked at. */
export function JobShot({ job }: { job: Generation }) {
  const t = useText('gallery');
  const f = useFormat();
  const progress = useProgress(job);
  const kind = t(`kinds.${job.operation === 'video' ? 'video' : 'image'}`);
  const failed = job.status === 'failed';
  const time = job.etaSeconds ? t('left', { time: f.duration(job.etaSeconds) }) : null;
  const state = job.status === 'queued' ? t('queued') : time;
  const words = failed ? t('failed') : [kind, state].filter(Boolean).join(' · ');
  return (
    <RunningShot
      progress={progress}
      failed={failed}
      text={words}
      onClick={() => void push(`/job/${job.id}`)}
    />
  );
}
