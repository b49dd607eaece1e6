import { createWriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { DomainError } from '../core/errors.ts';

export interface ReceiveRules {
  maxBytes: number;
  /** A body that arrives more slowly than this, measured every `checkEveryMs`, is refused. */
  minBytesPerS: number;
  checkEveryMs: number;
}

/**
 * Streams the body of a request into a new file, so that it takes no memory. After a refusal the rest is
 * discarded, so that the client can read the refusal.
 * @throws DomainError INPUT_TOO_LARGE, UPLOAD_TOO_SLOW, STORAGE_UNAVAILABLE, BAD_REQUEST (the sender has
 * disconnected)
 */
export function receiveBody(
  req: IncomingMessage,
  path: string,
  { maxBytes, minBytesPerS, checkEveryMs }: ReceiveRules,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
    let received = 0;
    let counted = 0;

    const stop = () => {
      clearInterval(timer);
      req.off('data', onData).off('end', onEnd).off('close', onClose);
    };
    const refuse = (refusal: DomainError) => {
      stop();
      file.destroy();
      req.resume();
      reject(refusal);
    };
    const onData = (chunk: Buffer) => {
      received += chunk.length;
      if (received > maxBytes) {
        refuse(new DomainError('INPUT_TOO_LARGE', { max: maxBytes }));
      } else if (!file.write(chunk)) {
        req.pause();
        file.once('drain', () => req.resume());
      }
    };
    const onEnd = () => {
      stop();
      file.end(resolve);
    };
    const onClose = () => refuse(new DomainError('BAD_REQUEST', { fields: ['body'] }));
    const timer = setInterval(() => {
      if (received - counted < (minBytesPerS * checkEveryMs) / 1000) {
        refuse(new DomainError('UPLOAD_TOO_SLOW'));
      }
      counted = received;
    }, checkEveryMs);

    file.on('error', (cause) => refuse(new DomainError('STORAGE_UNAVAILABLE', {}, { cause })));
    req.on('data', onData).on('end', onEnd).on('close', onClose);
  });
}
