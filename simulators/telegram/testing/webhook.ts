import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Update } from 'grammy/types';

/** An update as a test webhook received it. */
export interface ReceivedUpdate {
  secret: string | undefined;
  update: Update;
}

export interface TestWebhook {
  url: string;
  received: ReceivedUpdate[];
  close(): Promise<void>;
}

type Reply = { status: number; body?: object };

/** Serves a webhook that records every update; `answer` decides what it answers. */
export async function startWebhook(
  answer: (update: Update) => Reply | Promise<Reply> = () => ({ status: 200 }),
): Promise<TestWebhook> {
  const received: ReceivedUpdate[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const update = JSON.parse(Buffer.concat(chunks).toString()) as Update;
    const header = request.headers['x-telegram-bot-api-secret-token'];
    received.push({ secret: header?.toString(), update });
    const { status, body } = await answer(update);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body ? JSON.stringify(body) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
