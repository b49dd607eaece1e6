import type { Generation } from '../../../shared/schemas/generation.ts';
import { operationIcons } from '../../domain/media/operations.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Tag } from '../../ui/Tag.tsx';
import { jobNumber } from './useJob.ts';

/** The order: prompt, model, format, and the price or the job's number. */
export function JobFacts({ job, showPrice }: { job: Generation; showPrice?: boolean }) {
  const t = useText('create');
  const f = useFormat();
  const { operation, paidWith, price } = job;
  const sized = operation === 'create' || operation === 'video' || operation === 'merge';
  const length = job.seconds === null ? null : f.duration(job.seconds);
  const free = paidWith !== 'coins';
  return (
    <>
      <h2 className="h3 job-title">{job.prompt || t(`operations.${operation}`)}</h2>
      <div className="job-tags">
        <Tag icon={operationIcons[operation]}>{job.madeBy?.modelName ?? job.modelName}</Tag>
        {job.madeBy?.standIn && <Tag>{t('maker.standIn')}</Tag>}
        {sized && <Tag>{[job.aspectRatio, length].filter(Boolean).join(' · ')}</Tag>}
        {showPrice && !free && <Tag coin>{f.coins(price)}</Tag>}
        {showPrice && free && <Tag>{t(`payers.${paidWith}`)}</Tag>}
        {!showPrice && <Tag>{t('jobNumber', { number: jobNumber(job.id) })}</Tag>}
      </div>
    </>
  );
}
