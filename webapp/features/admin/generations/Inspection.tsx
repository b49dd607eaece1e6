import { useQuery } from '@tanstack/react-query';
import CircleStop from 'lucide-react/icons/circle-stop';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import Undo2 from 'lucide-react/icons/undo-2';
import UserRound from 'lucide-react/icons/user-round';
import type { AdminGeneration } from '../../../../shared/schemas/admin.ts';
import type { GenerationDetails } from '../../../../shared/schemas/adminGenerations.ts';
import { useTRPC } from '../../../api/client.ts';
import { reasonOf } from '../../../domain/media/failures.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useText } from '../../../i18n/useText.ts';
import { Button } from '../../../ui/Button.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { useSheet } from '../../../ui/navigation/sheets.ts';
import { QueryError } from '../../../ui/QueryError.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { useCanEdit } from '../rights.ts';
import { openPerson } from '../sections.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { useDesktop } from '../useDesktop.ts';
import { useGenerationText } from './texts.ts';

export interface InspectionProps {
  work: AdminGeneration;
  person: { userId: number; userName: string };
  /** Shown inside the person's card. */
  onCard?: boolean;
}

/** The order, its history, and possible actions. */
export function Inspection({ work, person, onCard = false }: InspectionProps) {
  const t = useAdminText();
  const job = useText('job');
  const trpc = useTRPC();
  const { userId } = person;
  const { data, error, refetch } = useQuery(
    trpc.admin.generation.queryOptions({ userId, generationId: work.id }, { staleTime: 0 }),
  );
  const lines = [
    ...(work.failure ? [job(reasonOf(work.failure))] : []),
    ...(work.failureDetail ? [work.failureDetail] : []),
    [work.id, work.provider, t('works.attempts', { count: work.attempts })]
      .filter(Boolean)
      .join(' · '),
  ];
  return (
    <div className="admin-work">
      {lines.map((line) => (
        <p key={line} className="cap t2">
          {line}
        </p>
      ))}
      {error && <QueryError error={error} onRetry={() => void refetch()} />}
      {data ? <Steps details={data} /> : !error && <Skeleton height={120} radius={16} />}
      <Actions work={work} person={person} details={data} onCard={onCard} />
    </div>
  );
}

function Steps({ details }: { details: GenerationDetails }) {
  const t = useGenerationText();
  const f = useFormat();
  const words = useText('create');
  // With seconds: steps may be within one minute.
  const moment = (when: string) =>
    `${f.moment(when)}:${String(new Date(when).getSeconds()).padStart(2, '0')}`;
  const { inputs, promptLength, sound, seconds, scale, aspectRatio, seed } = details;
  const settings = [
    aspectRatio,
    scale === null ? null : `×${scale}`,
    seconds === null ? null : f.duration(seconds),
    sound === null ? null : t(sound ? 'sound.yes' : 'sound.no'),
  ];
  const goesIn = [
    promptLength > 0 ? t('facts.words', { count: promptLength }) : null,
    inputs.length > 0 ? t('facts.pictures', { count: inputs.length }) : null,
  ];
  const facts: [name: Parameters<typeof t>[0], value: string | null][] = [
    ['facts.settings', settings.filter(Boolean).join(', ')],
    ['facts.seed', String(seed)],
    ['facts.inputs', goesIn.filter(Boolean).join(', ') || null],
    ['facts.paid', words(`payers.${details.paidWith}`)],
    ['facts.bot', details.botName],
    ['facts.model', details.providerModel],
    ['facts.madeBy', details.madeBy],
    ['facts.request', details.providerRequestId],
    ['facts.created', moment(details.createdAt)],
    ['facts.started', details.startedAt && moment(details.startedAt)],
    ['facts.submitted', details.submittedAt && moment(details.submittedAt)],
    ['facts.finished', details.finishedAt && moment(details.finishedAt)],
    ['facts.deadline', details.finishedAt ? null : moment(details.deadlineAt)],
    ['facts.files', details.files > 0 ? f.number(details.files) : null],
  ];
  return (
    <>
      <Facts items={facts.flatMap(([name, value]) => (value ? [{ name: t(name), value }] : []))} />
      <p className="foot">
        {[t('private'), ...(details.refund === 'done' ? [t('refunded')] : [])].join(' ')}
      </p>
    </>
  );
}

function Actions({
  work,
  person,
  details,
  onCard,
}: InspectionProps & { details: GenerationDetails | undefined }) {
  const t = useAdminText();
  const own = useGenerationText();
  const desktop = useDesktop();
  const openForm = useSheet('admin');
  const canEdit = useCanEdit();
  const unfinished = work.finishedAt === null;
  return (
    <div className="flex g8">
      {canEdit && unfinished && (
        <>
          <Button
            kind="gray"
            size="sm"
            icon={RotateCcw}
            onClick={() => openForm({ form: 'work', act: 'retry', person, work })}
          >
            {t('works.retry')}
          </Button>
          <Button
            kind="bad"
            size="sm"
            icon={CircleStop}
            onClick={() => openForm({ form: 'work', act: 'fail', person, work })}
          >
            {t('works.fail')}
          </Button>
        </>
      )}
      {canEdit && details?.refund === 'possible' && (
        <Button
          kind="bad"
          size="sm"
          icon={Undo2}
          onClick={() => openForm({ form: 'work', act: 'refund', person, work })}
        >
          {own('refund')}
        </Button>
      )}
      {!onCard && (
        <Button
          kind="gray"
          size="sm"
          icon={UserRound}
          onClick={() => openPerson(person.userId, desktop)}
        >
          {own('openPerson')}
        </Button>
      )}
    </div>
  );
}
