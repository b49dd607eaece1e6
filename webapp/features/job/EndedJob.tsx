import { useQuery } from '@tanstack/react-query';
import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleSlash from 'lucide-react/icons/circle-slash';
import LifeBuoy from 'lucide-react/icons/life-buoy';
import Pencil from 'lucide-react/icons/pencil';
import Receipt from 'lucide-react/icons/receipt';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import type { Generation } from '../../../shared/schemas/generation.ts';
import { useTRPC } from '../../api/client.ts';
import { Reward } from '../../domain/coins/Amount.tsx';
import { PriceButton } from '../../domain/coins/PriceButton.tsx';
import { reasonOf, refusalOf } from '../../domain/media/failures.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { ActionBar } from '../../ui/ActionBar.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Note } from '../../ui/Note.tsx';
import { push, replace } from '../../ui/navigation/history.ts';
import { Row, Rows } from '../../ui/Row.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { Tile } from '../../ui/Tile.tsx';
import {
  buttonPrice,
  fillFromGeneration,
  orderAgain,
  PriceLineOf,
  quotedMaker,
  useCreate,
} from '../studio/index.ts';
import { JobFacts } from './JobFacts.tsx';
import { jobNumber } from './useJob.ts';
import { useReturnedMessage } from './useReturnedMessage.ts';

/** Failed or cancelled: the reason, the refund, the next step. */
export function EndedJob({ job }: { job: Generation }) {
  const t = useText('job');
  const cancelled = job.status === 'cancelled';
  const kind = job.operation === 'video' ? 'video' : 'image';
  return (
    <>
      <div className="pad">
        <div className="job-stage ended" role="status">
          <span className={cx('seal-ico', !cancelled && 'bad')}>
            <Icon icon={cancelled ? CircleSlash : CircleAlert} size={28} />
          </span>
          <h1 className="h2">{cancelled ? t('cancelled.title') : t(`failed.${kind}`)}</h1>
          <p className="t2">{cancelled ? t('cancelled.text') : t(reasonOf(job.failure))}</p>
          <Returned job={job} />
        </div>
        <JobFacts job={job} />
        <WaysOn job={job} />
      </div>
      <TryAgain job={job} />
    </>
  );
}

/** What went back to the payer; nothing is said where nothing could have been taken. */
function Returned({ job }: { job: Generation }) {
  const back = useReturnedMessage()(job);
  if (back === null) {
    return null;
  }
  return job.paidWith === 'coins' ? (
    <Reward text={back} />
  ) : (
    <Tag kind="ok" tall>
      {back}
    </Tag>
  );
}

function WaysOn({ job }: { job: Generation }) {
  const t = useText('job');
  const f = useFormat();
  const when = job.finishedAt ?? job.createdAt;
  const edit = () => {
    const refusal = refusalOf(job.failure);
    fillFromGeneration(job, refusal && t(refusal));
    void replace('/create');
  };
  return (
    <Rows>
      <Row start={<Tile icon={Pencil} />} title={t('edit')} note={t('editNote')} onClick={edit} />
      {job.refunded && (
        <Row
          start={<Tile icon={Receipt} />}
          title={t('seeReturn')}
          note={t('seeReturnNote', { day: f.day(when).toLowerCase(), time: f.time(when) })}
          onClick={() => void push('/wallet')}
        />
      )}
      <Row
        start={<Tile icon={LifeBuoy} />}
        title={t('support')}
        note={t('supportNote', { number: jobNumber(job.id) })}
        onClick={() => void push(`/support?work=${job.id}`)}
      />
    </Rows>
  );
}

/** The same order again; with pictures that this device does not know, the Studio opens instead. */
function TryAgain({ job }: { job: Generation }) {
  const t = useText('job');
  const trpc = useTRPC();
  const creating = useCreate();
  const { operation, model } = job;
  // The failure may have opened the model's circuit: the cached catalog is outdated.
  const catalog = useQuery(
    trpc.generation.catalog.queryOptions(undefined, { refetchOnMount: 'always' }),
  );
  const rule = catalog.data?.operations.find(({ code }) => code === operation);
  const isOpen = rule?.models.find(({ code }) => code === model)?.available ?? false;
  const quote = useQuery(
    trpc.generation.quote.queryOptions(
      { operation, model },
      { enabled: isOpen && !catalog.isFetching },
    ),
  );
  const again = () => {
    const sent = orderAgain(job, (rule?.minInputs ?? 0) > 0);
    if (!sent || !quote.data) {
      fillFromGeneration(job, null);
      void replace('/create');
      return;
    }
    const { price, before, paidWith } = quote.data;
    void creating.send({
      ...sent,
      order: { ...sent.order, ...quotedMaker(quote.data) },
      draft: null,
      modelName: job.modelName,
      price,
      balance: before ?? 0,
      isShort: paidWith === null,
      inPlace: true,
    });
  };
  const gone = quote.isError || (rule !== undefined && !catalog.isFetching && !isOpen);
  return (
    <>
      {creating.trouble !== null && (
        <div className="pad job-note">
          <Note kind="bad">{creating.trouble}</Note>
        </div>
      )}
      <ActionBar>
        {quote.data && <PriceLineOf quote={quote.data} />}
        <PriceButton
          icon={RotateCcw}
          label={creating.busy ? t('sending') : gone ? t('otherModel') : t('again')}
          price={quote.data ? buttonPrice(quote.data) : null}
          busy={creating.busy}
          disabled={!rule || (quote.isPending && !gone)}
          onClick={again}
        />
      </ActionBar>
    </>
  );
}
