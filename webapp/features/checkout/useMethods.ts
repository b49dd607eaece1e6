import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../../api/client.ts';
import { type PayMethod, preferredMethod } from '../../domain/coins/methods.ts';

/** What can be bought and how it can be paid, with the method chosen last. */
export function useMethods() {
  const trpc = useTRPC();
  const options = useQuery(trpc.payments.options.queryOptions());
  const [chosen, setMethod] = useState<PayMethod | null>(null);
  const methods = options.data?.methods ?? [];
  return { options, methods, method: chosen ?? preferredMethod(methods), setMethod };
}
