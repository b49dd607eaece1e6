import { useMutation, useQueryClient } from '@tanstack/react-query';
import Bell from 'lucide-react/icons/bell';
import Images from 'lucide-react/icons/images';
import { useState } from 'react';
import type { Generation } from '../../../shared/schemas/generation.ts';
import { errorSentence, toAppError } from '../../api/appError.ts';
import { useTRPC } from '../../api/client.ts';
import { useWriteAccess } from '../../domain/account/useWriteAccess.ts';
import { type Estimate, useEstimate } from '../../domain/media/estimate.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { ActionBar } from '../../ui/ActionBar.tsx';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Note } from '../../ui/Note.tsx';
import { replace } from '../../ui/navigation/history.ts';
import { confirm } from '../../ui/popup.ts';
import { type Step, Steps } from '../../ui/Steps.tsx';
import { toast } from '../../ui/toasts.ts';
import { JobFacts } from './JobFacts.tsx';
import { JobStage } from './JobStage.tsx';

/** Above this the picture is made and is being stored. */
const SAVING = 0.99;

export interface RunningJobProps {
  job: Generation;
  /** The job is done and its picture is shown. */
  onShown?: () => void;
}

/** The progress ring, the steps, and a hint that the person need not wait. */
export function RunningJob({ job, onShown }: RunningJobProps) {
  const t = useText('job');
  const estimate = useEstimate(job);
  const progress = estimate.share;
  const [work] = job.media;
  const kind = job.operation === 'video' ? 'video' : 'image';
  return (
    <>
      <h1 className="vh">{t('title')}</h1>
      <div className="pad">
        <JobStage progress={progress} work={work ?? null} onShown={onShown} />
        <JobFacts job={job} showPrice />
        <Card>
          <JobSteps job={job} {...estimate} />
        </Card>
        <div className="job-note">
          <NoWait kind={kind} />
        </div>
      </div>
      <ActionBar>
        <div className="btn-row job-actions">
          <CancelButton job={job} />
          <Button onClick={() => void replace('/create')}>{t('another')}</Button>
        </div>
      </ActionBar>
    </>
  );
}

/** The bot notifies when the work is ready, if it may write: where it may not, this is the moment to ask. */
function NoWait({ kind }: { kind: 'image' | 'video' }) {
  const t = useText('job');
  const access = useWriteAccess();
  if (access.isGiven) {
    return <Note icon={Bell}>{t(`noWait.${kind}`)}</Note>;
  }
  return (
    <Note
      icon={Bell}
      action={
        access.canAsk && (
          <Button kind="soft" size="sm" onClick={() => void access.ask()}>
            {t('noWait.allow')}
          </Button>
        )
      }
    >
      {t('noWait.silent')}
    </Note>
  );
}

function JobSteps({ job, share, left }: { job: Generation } & Estimate) {
  const t = useText('job');
  const f = useFormat();
  const queued = job.status === 'queued';
  const saving = share >= SAVING;
  const done = job.status === 'succeeded';
  const waited = job.startedAt
    ? (Date.parse(job.startedAt) - Date.parse(job.createdAt)) / 1000
    : null;
  const about = left ? t('left', { time: f.duration(left) }) : null;
  const steps: Step[] = [
    {
      text: t('common:inQueue'),
      state: queued ? 'now' : 'done',
      value: queued ? about : waited !== null && f.duration(waited),
    },
    {
      text: t('drawing'),
      state: queued ? 'next' : saving || done ? 'done' : 'now',
      value: queued || saving || done ? null : about,
    },
    {
      text: t('saving'),
      state: done ? 'done' : saving && !queued ? 'now' : 'next',
      icon: Images,
    },
  ];
  return <Steps steps={steps} />;
}

/** Asks in Telegram's popup first. A job that the model has begun may not be cancellable: then it says so. */
function CancelButton({ job }: { job: Generation }) {
  const t = useText('job');
  const trpc = useTRPC();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const cancel = useMutation(
    trpc.generation.cancel.mutationOptions({
      onSuccess: (ended) => {
        client.setQueryData(trpc.generation.get.queryKey({ id: job.id }), ended);
        void client.invalidateQueries(trpc.generation.active.queryFilter());
      },
      onError: (error) => {
        const late = toAppError(error).code === 'GENERATION_NOT_CANCELLABLE';
        toast(errorSentence(error), { kind: late ? 'ok' : 'error' });
      },
    }),
  );
  const onClick = async () => {
    setAsking(true);
    const sure = await confirm({
      title: t('cancel.title'),
      message: t(job.paidWith === 'free' ? 'cancel.textFree' : 'cancel.text'),
      confirm: t('cancel.confirm'),
      cancel: t('cancel.keep'),
      destructive: true,
    }).finally(() => setAsking(false));
    if (sure) {
      cancel.mutate({ id: job.id });
    }
  };
  return (
    <Button
      kind="gray"
      busy={cancel.isPending}
      disabled={asking || job.status === 'succeeded'}
      onClick={() => void onClick()}
    >
      {t('cancel.action')}
    </Button>
  );
}
