import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Generation } from '../../../shared/schemas/generation.ts';
import { useTRPC } from '../../api/client.ts';

/** Live events are faster; this is for when they do not come. */
const POLL_MS = 2500;
/** A guess never says "done". */
const MAX_GUESSED = 0.95;

export function isOver({ status }: Pick<Generation, 'status'>): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled';
}

/** One generation, kept fresh until it is over. */
export function useJob(id: string) {
  const trpc = useTRPC();
  return useQuery(
    trpc.generation.get.queryOptions(
      { id },
      {
        refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : POLL_MS),
        staleTime: 0,
      },
    ),
  );
}

/** The time, told again every second while `running`. */
export function useNow(running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) {
      return;
    }
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}

/**
 * How far a job is, 0 to 1: what the provider says, else the usual time, which holds at 95%. It never
 * goes back.
 */
export function useProgress(job: Generation | undefined): number {
  const running = job?.status === 'running';
  const now = useNow(running);
  const [furthest, setFurthest] = useState({ id: '', share: 0 });
  const share = job ? shareOf(job, now) : 0;
  const before = furthest.id === job?.id ? furthest.share : 0;
  const shown = Math.max(before, share);
  useEffect(() => {
    setFurthest({ id: job?.id ?? '', share: shown });
  }, [job?.id, shown]);
  return shown;
}

function shareOf(job: Generation, now: number): number {
  if (job.status !== 'running') {
    return job.status === 'succeeded' ? 1 : 0;
  }
  if (job.progress !== null) {
    return job.progress;
  }
  const passed = job.startedAt ? Math.max(0, now - Date.parse(job.startedAt)) / 1000 : 0;
  const whole = passed + (job.etaSeconds ?? 0);
  return whole > 0 ? Math.min(MAX_GUESSED, passed / whole) : 0;
}

/** What people and support call a job: the random end of its id, `4F7-20C`. */
export function jobNumber(id: string): string {
  const end = id.replaceAll('-', '').slice(-6).toUpperCase();
  return `${end.slice(0, 3)}-${end.slice(3)}`;
}
