import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { initDataOf, testApp } from '../testing/testApp.ts';
import { startWeb } from './web.ts';

const test = testApp({ env: { PORT: '0' } });
const agents: Agent[] = [];
afterAll(() => {
  for (const agent of agents) {
    agent.destroy();
  }
});

/** A client that sends one request after the other over one keep-alive connection. */
function client(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  agents.push(agent);
  return async (path: string) => {
    const sent = request({ port, path, agent, host: '127.0.0.1' }).end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    await once(answer.resume(), 'end');
    return { status: answer.statusCode, connection: answer.headers.connection };
  };
}

describe('a server that is told to stop', () => {
  it('answers every request that reaches it, announces the end of the connection, and then stops', async () => {
    const web = await startWeb(test.app, { drainMs: 1500 });
    const clients = Array.from({ length: 8 }, () => client(web.port));
    const outcomes: string[] = [];
    let stopping = false;
    const busy = clients.map(async (send) => {
      for (;;) {
        const { status, connection } = await send('/healthz');
        outcomes.push(`${status} ${connection}`);
        if (stopping && connection === 'close') {
          // A proxy routes to another process from now on.
          return;
        }
        await sleep(5);
      }
    });
    await expect.poll(() => outcomes.length).toBeGreaterThan(16);
    expect(new Set(outcomes)).toEqual(new Set(['200 keep-alive']));
    stopping = true;
    const stopped = web.stop();
    // A client that does not know of it yet.
    expect(await client(web.port)('/healthz')).toEqual({ status: 200, connection: 'close' });
    expect(await client(web.port)('/readyz')).toEqual({ status: 503, connection: 'close' });
    await Promise.all(busy);
    await stopped;
    expect(new Set(outcomes)).toEqual(new Set(['200 keep-alive', '200 close']));
    await expect(client(web.port)('/healthz')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('closes idle keep-alive connections and event streams without waiting for them', async () => {
    const web = await startWeb(test.app);
    const { telegram } = await test.person();
    await client(web.port)('/healthz');
    const stream = connect(web.port, '127.0.0.1');
    let heard = '';
    stream
      .on('error', () => undefined)
      .on('data', (bytes) => {
        heard += String(bytes);
      });
    stream.write(
      `GET /trpc/live.events HTTP/1.1\r\nHost: a\r\nAuthorization: tma ${initDataOf(telegram)}\r\n\r\n`,
    );
    await expect.poll(() => heard).toContain('"connected"');
    const cut = once(stream, 'close');
    await web.stop();
    await cut;
    expect(heard).not.toContain('event: return');
  });
});
