/** Sends requests that no well-behaved client would send. */
import { Agent, request } from 'node:http';
import { connect } from 'node:net';

/** Longer than any timeout of the server: a longer wait means that the request was forgotten. */
const PATIENCE_MS = 60_000;
/** The status of an answer that did not come in time. */
export const NO_ANSWER = 'no answer';
const RAW_SILENCE_MS = 300;
const MAX_TEXT = 200_000;

export interface HttpRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string | Buffer;
  /** Disconnects at the first bytes of the answer. */
  leaveEarly?: boolean;
}

export interface HttpAnswer {
  /** 0 where the connection was closed without an answer. */
  status: number;
  text: string;
}

export function send(origin: URL, agent: Agent, wanted: HttpRequest): Promise<HttpAnswer> {
  return new Promise((resolve) => {
    const { method, path, headers, body, leaveEarly } = wanted;
    const sent = request(
      { host: origin.hostname, port: origin.port, agent, method, path, headers },
      (answer) => {
        let text = '';
        const status = answer.statusCode ?? 0;
        const done = () => resolve({ status, text });
        if (leaveEarly) {
          done();
          sent.destroy();
          return;
        }
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text = text.length < MAX_TEXT ? text + chunk : text;
        });
        answer.on('end', done);
        answer.on('error', done);
      },
    );
    sent.setTimeout(PATIENCE_MS, () => {
      resolve({ status: 0, text: NO_ANSWER });
      sent.destroy();
    });
    sent.on('upgrade', (_answer, socket) => {
      socket.destroy();
      resolve({ status: 101, text: '' });
    });
    sent.on('error', () => {
      if (sent.reusedSocket && !leaveEarly) {
        // The server had closed the connection after the previous answer: a client retries on a new one.
        resolve(send(origin, new Agent(), wanted));
      } else {
        // It may also refuse a body by closing the connection.
        resolve({ status: 0, text: '' });
      }
    });
    sent.end(body);
  });
}

/**
 * Writes raw bytes and reads until the server is silent.
 * @returns the statuses of all answers.
 */
export function sendRaw(origin: URL, text: string): Promise<HttpAnswer[]> {
  return new Promise((resolve) => {
    let received = '';
    const socket = connect(Number(origin.port), origin.hostname);
    const done = () => {
      socket.destroy();
      const statuses = [...received.matchAll(/HTTP\/1\.\d (\d{3})/g)];
      resolve(statuses.map(([, status]) => ({ status: Number(status), text: received })));
    };
    socket.setTimeout(RAW_SILENCE_MS, done);
    socket.on('data', (bytes) => {
      received += bytes.toString('latin1');
    });
    socket.on('error', done);
    socket.on('close', done);
    socket.write(text.replaceAll('\n', '\r\n'), 'latin1');
  });
}
