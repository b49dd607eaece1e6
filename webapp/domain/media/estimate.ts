import { useEffect, useMemo, useState } from 'react';
import type { Generation } from '../../../shared/schemas/generation.ts';

/** An estimate never says "done". */
const MAX_GUESSED = 0.95;

type Job = Pick<
  Generation,
  'id' | 'status' | 'progress' | 'etaSeconds' | 'startedAt' | 'createdAt'
>;

export interface Estimate {
  /** The progress, 0 to 1. */
  share: number;
  /** The seconds left; null when unknown, or when it is over. */
  left: number | null;
}

/**
 * How far a job is and how long it still takes, from one and the same guess of its whole time: what the
 * provider tells, else the usual time, which holds at 95%.
 * @param reportedAt when the server told of the job; milliseconds, as `now`
 * @param least it never goes back behind this share
 */
export function estimateOf(job: Job, now: number, reportedAt: number, least = 0): Estimate {
  const { status, progress, etaSeconds, startedAt } = job;
  if (status === 'queued') {
    return { share: least, left: etaSeconds };
  }
  if (status !== 'running') {
    return { share: status === 'succeeded' ? 1 : 0, left: null };
  }
  const start = startedAt ? Date.parse(startedAt) : reportedAt;
  const passedBy = (time: number) => Math.max(0, time - start) / 1000;
  const whole = passedBy(reportedAt) + (etaSeconds ?? 0);
  const guessed = whole > 0 ? Math.min(MAX_GUESSED, passedBy(now) / whole) : 0;
  const share = Math.max(least, progress ?? guessed);
  const left = Math.ceil(whole * (1 - share));
  return { share, left: etaSeconds === null || left < 1 ? null : left };
}

/** The time, updated every second while `running`. */
function useNow(running: boolean): number {
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

/** The estimate of a job, updated while it runs. The progress never decreases. */
export function useEstimate(job: Generation): Estimate {
  const now = useNow(job.status === 'running');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer of the server is another object
  const reportedAt = useMemo(() => Date.now(), [job]);
  const [furthest, setFurthest] = useState({ id: '', share: 0 });
  const least = furthest.id === job.id ? furthest.share : 0;
  const estimate = estimateOf(job, Math.max(now, reportedAt), reportedAt, least);
  const { share } = estimate;
  useEffect(() => {
    setFurthest({ id: job.id, share });
  }, [job.id, share]);
  return estimate;
}
