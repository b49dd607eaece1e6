import { useEffect, useState } from 'react';
import type { Generation } from '../../../shared/schemas/generation.ts';
import { useText } from '../../i18n/useText.ts';
import { replace, usePathId, useSheets } from '../../ui/navigation/history.ts';
import { Page } from '../../ui/Page.tsx';
import { QueryError } from '../../ui/QueryError.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { holdCelebrations } from '../celebration/index.ts';
import { EndedJob } from './EndedJob.tsx';
import './job.css';
import { RunningJob } from './RunningJob.tsx';
import { useJob } from './useJob.ts';
import { useSeenFailure } from './useSeenFailure.ts';

/** `/job/:id`: from the queue to the picture, or to the refund. */
export function JobScreen() {
  const id = usePathId();
  const job = useJob(id);
  return (
    <Page className="job-page">
      {job.data ? (
        <Job key={id} job={job.data} />
      ) : job.error ? (
        <QueryError page error={job.error} onRetry={() => void job.refetch()} />
      ) : (
        <JobSkeleton />
      )}
    </Page>
  );
}

function Job({ job }: { job: Generation }) {
  const [shown, setShown] = useState(false);
  // An open sheet comes first.
  const covered = useSheets().length > 0;
  useSeenFailure(job);
  // The work is shown before its rewards are celebrated.
  useEffect(holdCelebrations, []);
  useEffect(() => {
    if (shown && !covered) {
      void openWork(job);
    }
  }, [shown, covered, job]);
  switch (job.status) {
    case 'queued':
    case 'running':
      return <RunningJob job={job} />;
    case 'succeeded':
      return <RunningJob job={job} onShown={() => setShown(true)} />;
    case 'failed':
    case 'cancelled':
      return <EndedJob job={job} />;
  }
}

async function openWork(job: Generation): Promise<void> {
  const [work] = job.media;
  await replace(work ? `/work/${work.id}` : '/gallery');
}

function JobSkeleton() {
  const t = useText();
  return (
    <div className="pad" aria-busy="true">
      <span className="vh">{t('loading')}</span>
      <Skeleton height={300} radius={20} gap={8} />
      <Skeleton width="86%" height={20} gap={16} />
      <Skeleton width="60%" height={24} radius={12} gap={12} />
      <Skeleton height={118} radius={16} gap={16} />
    </div>
  );
}
