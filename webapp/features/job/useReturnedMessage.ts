import type { Generation } from '../../../shared/schemas/generation.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';

/** The refund of an ended job, in words; null when nothing was charged. */
export function useReturnedMessage(): (job: Generation) => string | null {
  const t = useText('job');
  const f = useFormat();
  return (job) => {
    if (!job.refunded) {
      return null;
    }
    if (job.paidWith === 'coins') {
      return t('returned.coins', { coins: f.coinsInWords(job.price), count: job.price / 100 });
    }
    return t(`returned.${job.paidWith === 'credits' ? 'credit' : 'operation'}`);
  };
}
