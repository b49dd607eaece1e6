import { TRPCClientError } from '@trpc/client';
import type { UploadOutput } from '../../../shared/schemas/generation.ts';
import { UnreadableFileError } from '../../api/appError.ts';
import { botName } from '../../api/bot.ts';
import { launch } from '../../telegram/launch.ts';

/** The server's own limit; a larger file is refused before it is sent. */
export const MAX_BYTES = 20 * 1024 * 1024;

export interface Upload {
  done: Promise<UploadOutput>;
  cancel: () => void;
}

/**
 * Sends a picture to `generation.uploadInput`. `fetch` cannot tell how much has been sent, hence the
 * older request; its answer is the same as of every procedure.
 * @throws (by `done`) UnreadableFileError; TRPCClientError with the server's code; any other error when it was not reached.
 */
export function uploadPicture(file: File, onProgress: (share: number) => void): Upload {
  const request = new XMLHttpRequest();
  let isCancelled = false;
  const send = (bytes: ArrayBuffer) =>
    new Promise<UploadOutput>((resolve, reject) => {
      if (isCancelled) {
        reject(cancelled());
        return;
      }
      request.open('POST', '/trpc/generation.uploadInput');
      request.responseType = 'json';
      request.setRequestHeader('authorization', `tma ${launch()?.rawInitData ?? ''}`);
      const bot = botName();
      if (bot) {
        request.setRequestHeader('x-bot', bot);
      }
      request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
      request.onload = () => {
        const answer: { result?: { data: UploadOutput }; error?: never } | null = request.response;
        if (answer?.result) {
          resolve(answer.result.data);
        } else if (answer?.error) {
          reject(TRPCClientError.from(answer as { error: never }));
        } else {
          reject(new Error(`no answer: ${request.status}`));
        }
      };
      request.onerror = () => reject(new Error('the server was not reached'));
      request.onabort = () => reject(cancelled());
      const form = new FormData();
      form.append('file', new Blob([bytes], { type: file.type }), file.name);
      request.send(form);
    });
  // Read first: a file that the device cannot read would look like a broken connection.
  const done = file.arrayBuffer().then(send, (cause) => {
    throw new UnreadableFileError('the device cannot read the file', { cause });
  });
  return {
    done,
    cancel: () => {
      isCancelled = true;
      request.abort();
    },
  };
}

const cancelled = () => new DOMException('cancelled', 'AbortError');
