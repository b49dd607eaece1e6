/** Reading what a fal model made. */
import { z } from 'zod';
import type { ProviderFile, ProviderState } from '../provider.ts';
import { readErrorBody } from './failures.ts';

const fileSchema = z.object({ url: z.string().min(1) });

const resultSchema = z.object({
  images: z.array(fileSchema).optional(),
  image: fileSchema.nullish(),
  video: fileSchema.nullish(),
  has_nsfw_concepts: z.array(z.boolean()).optional(),
});

/** @param body the JSON of the result. */
export function stateOfResult(body: unknown): ProviderState {
  const result = resultSchema.safeParse(body);
  const files = result.success ? filesOf(result.data) : null;
  if (result.success && files !== null && files.length > 0) {
    const unsafe = result.data.has_nsfw_concepts ?? [];
    // The model then delivers a black picture and charges for it.
    return unsafe.length > 0 && unsafe.every(Boolean)
      ? failed('content_refused', 'the model found the result unsafe')
      : { state: 'succeeded', files };
  }
  const complaint = readErrorBody(body);
  return complaint === null
    ? failed('result_unusable', 'the result has no file')
    : failed(complaint.reason, complaint.detail);
}

function filesOf(result: z.infer<typeof resultSchema>): ProviderFile[] | null {
  const named = [...(result.images ?? []), result.image, result.video];
  const files: ProviderFile[] = [];
  for (const file of named) {
    const read = file ? readFile(file.url) : undefined;
    if (read === null) {
      return null;
    }
    if (read !== undefined) {
      files.push(read);
    }
  }
  return files;
}

/** @returns null when the address is of no kind that can be downloaded. */
function readFile(url: string): ProviderFile | null {
  const inline = /^data:([\w.+-]+\/[\w.+-]+);base64,(.+)$/s.exec(url);
  if (inline?.[1] !== undefined && inline[2] !== undefined) {
    return { bytes: Buffer.from(inline[2], 'base64'), mime: inline[1] };
  }
  return /^https?:\/\//.test(url) ? { url } : null;
}

function failed(
  reason: Extract<ProviderState, { state: 'failed' }>['reason'],
  detail: string,
): ProviderState {
  return { state: 'failed', reason, detail };
}
