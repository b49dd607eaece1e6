import { alertKinds } from '../../../../shared/closedSets.ts';
import { useAdminText } from '../texts/useAdminText.ts';

/** An alert's kind as a sentence; an unknown kind, from a newer server, unchanged. */
export function useAlertTitle(): (kind: string) => string {
  const t = useAdminText();
  return (kind) => {
    const name = alertKinds.find((one) => one === kind);
    return name ? t(`alerts.kinds.${name}`) : kind;
  };
}
