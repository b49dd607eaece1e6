/** Measures calls in interleaved rounds, so that other load on the machine affects all of them. */
import type { Child } from './child.ts';
import type { Call } from './contenders.ts';
import type { Load } from './load.ts';
import { type Figures, type Measured, medianOf, type summarize } from './measure.ts';

export interface Servers {
  load: Child;
  ours: Child;
  reference: Child;
  bare: Child;
}

export interface Plan {
  rounds: number;
  /** Of each call in each round. */
  seconds: number;
  /** Before the first round. */
  warmUpSeconds: number;
  connections: number;
  /** Clears the queue after calls that create work. */
  clear?: () => Promise<void>;
}

type Round = ReturnType<typeof summarize>;

async function measureOnce(
  servers: Servers,
  { server, path, body, person }: Call,
  { connections, clear }: Plan,
  seconds: number,
): Promise<Measured> {
  if (server === 'bare') {
    const round = (await servers.bare.ask({ connections, seconds })) as Round;
    await clear?.();
    return { ...round, cpu: null };
  }
  const { origin } = servers[server].ready as { origin: string };
  const load: Load = { origin, path, body, person: person ?? null, connections, seconds };
  const before = (await servers[server].ask({})) as NodeJS.CpuUsage;
  const round = (await servers.load.ask(load)) as Round;
  const after = (await servers[server].ask({})) as NodeJS.CpuUsage;
  const used = after.user + after.system - before.user - before.system;
  if (body) {
    await clear?.();
  }
  return { ...round, cpu: used / round.calls };
}

/** @returns the median of the rounds for each call. */
export async function measureRounds(
  servers: Servers,
  calls: Readonly<Record<string, Call>>,
  plan: Plan,
): Promise<Figures> {
  for (const call of Object.values(calls)) {
    await measureOnce(servers, call, plan, plan.warmUpSeconds);
  }
  const measured = new Map<string, Measured[]>();
  for (let round = 0; round < plan.rounds; round++) {
    for (const [name, call] of Object.entries(calls)) {
      const figures = await measureOnce(servers, call, plan, plan.seconds);
      measured.set(name, [...(measured.get(name) ?? []), figures]);
    }
  }
  return new Map([...measured].map(([name, list]) => [name, medianOf(list)]));
}
