/** Runs sessions in parallel against a server, until the wanted number of requests has been sent. */
import { Agent } from 'node:http';
import { runSession, type Tally } from './session.ts';
import type { World } from './world.ts';

export interface FuzzOptions {
  world: World;
  url: string;
  seed: number;
  firstSession: number;
  sessions: number;
  requestsPerSession: number;
  /** Sessions at the same moment. */
  atOnce: number;
  tally: Tally;
}

export const newTally = (): Tally => ({
  requests: 0,
  byStatus: new Map(),
  succeeded: new Map(),
  findings: [],
});

export async function runFuzz(options: FuzzOptions): Promise<void> {
  const { world, url, seed, firstSession, sessions, requestsPerSession, atOnce, tally } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce * 2 });
  const origin = new URL(url);
  let next = firstSession;
  const lane = async () => {
    while (next < firstSession + sessions) {
      const session = next++;
      const requests = requestsPerSession;
      await runSession({ world, origin, agent, seed, session, requests, tally });
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, lane));
  } finally {
    agent.destroy();
  }
}

/** The findings, each kind of answer once, with how to reproduce it. */
export function reportFindings({ findings }: Tally, seed: number): string {
  return findings
    .slice(0, 20)
    .map(
      ({ session, role, request, status, answer }) =>
        `${status} for ${role}: npm run fuzz -- --seed=${seed} --session=${session}\n  ${request}\n  ${answer}`,
    )
    .join('\n');
}
