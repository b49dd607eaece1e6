import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useTRPC } from '../../api/client.ts';
import { optionalPart } from '../../ui/optionalPart.ts';

const HomeJob = optionalPart(async () => (await import('./HomeJob.tsx')).HomeJob);

/** Running jobs; a work that ends while Home is open stays until it is opened. */
export function RunningJobs() {
  const trpc = useTRPC();
  const active = useQuery(trpc.generation.active.queryOptions()).data?.items;
  const [seen, setSeen] = useState<readonly string[]>([]);
  const fresh = active?.filter(({ id }) => !seen.includes(id)) ?? [];
  if (fresh.length > 0) {
    setSeen([...fresh.map(({ id }) => id), ...seen]);
  }
  return seen.map((id) => (
    <Suspense key={id}>
      <HomeJob id={id} running={active?.find((one) => one.id === id)} />
    </Suspense>
  ));
}
