import { useAdminText } from '../texts/useAdminText.ts';

const known = [
  'unmatched_charge',
  'payment_mismatch',
  'partial_refund',
  'refund_failed',
  'event_failed',
  'violation',
] as const;

/** An alert's kind as a sentence; a kind of a newer server as it is. */
export function useAlertTitle(): (kind: string) => string {
  const t = useAdminText();
  return (kind) => {
    const name = known.find((one) => one === kind);
    return name ? t(`alerts.kinds.${name}`) : kind;
  };
}
