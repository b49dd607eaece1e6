import { useQuery } from '@tanstack/react-query';
import CircleCheck from 'lucide-react/icons/circle-check';
import Cpu from 'lucide-react/icons/cpu';
import ListOrdered from 'lucide-react/icons/list-ordered';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { failureReasons } from '../../../../shared/closedSets.ts';
import type { GenerationHealth } from '../../../../shared/schemas/adminGenerations.ts';
import { useTRPC } from '../../../api/client.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Note } from '../../../ui/Note.tsx';
import { QueryError } from '../../../ui/QueryError.tsx';
import { Row, Rows } from '../../../ui/Row.tsx';
import { RowsSkeleton } from '../../../ui/Skeleton.tsx';
import { Tile } from '../../../ui/Tile.tsx';
import { useValueText } from '../records/useValueText.ts';
import { useGenerationText } from './texts.ts';

const POLL_MS = 30_000;

type Speed = Pick<GenerationHealth, 'medianSeconds' | 'p95Seconds'>;

/** The queue now, and the last hour of each provider. */
export function Health() {
  const t = useGenerationText();
  const f = useFormat();
  const words = useValueText();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.admin.generationHealth.queryOptions(undefined, { refetchInterval: POLL_MS }),
  );
  if (!data) {
    return error ? (
      <QueryError error={error} onRetry={() => void refetch()} />
    ) : (
      <RowsSkeleton rows={2} />
    );
  }
  const speed = ({ medianSeconds, p95Seconds }: Speed) =>
    medianSeconds === null || p95Seconds === null
      ? t('health.noSpeed')
      : t('health.speed', {
          median: f.duration(Math.round(medianSeconds)),
          p95: f.duration(Math.round(p95Seconds)),
        });
  const done = ({ succeeded, failed }: { succeeded: number; failed: number }) =>
    t('health.done', { succeeded: f.number(succeeded), failed: f.number(failed) });
  const why = data.failures.map(({ failure, failed }) => {
    const known = failureReasons.find((one) => one === failure);
    return `${known ? t(`failures.${known}`) : failure}: ${f.number(failed)}`;
  });
  return (
    <section className="stack" aria-label={t('health.label')}>
      {data.outages.map(({ key, isOpen }) => (
        <Note key={key} kind="bad" icon={TriangleAlert}>
          {t(isOpen ? 'health.outage' : 'health.trial', { name: key })}
        </Note>
      ))}
      <Rows>
        <Row
          start={<Tile icon={ListOrdered} kind="act" />}
          title={t('health.now')}
          note={
            data.waiting > 0
              ? t('health.oldest', { time: f.duration(data.oldestSeconds) })
              : t('health.nobody')
          }
          value={t('health.waiting', {
            waiting: f.number(data.waiting),
            running: f.number(data.running),
          })}
        />
        <Row
          start={<HourTile failed={data.failed} />}
          title={t('health.hour')}
          note={[done(data), speed(data), ...why].join(' · ')}
        />
        {data.providers.length > 1 &&
          data.providers.map((one) => (
            <Row
              key={one.provider}
              start={<Tile icon={Cpu} />}
              title={words.choice(one.provider)}
              note={[done(one), speed(one)].join(' · ')}
            />
          ))}
      </Rows>
    </section>
  );
}

function HourTile({ failed }: { failed: number }) {
  return failed > 0 ? (
    <Tile icon={TriangleAlert} kind="bad" />
  ) : (
    <Tile icon={CircleCheck} kind="ok" />
  );
}
