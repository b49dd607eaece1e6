/** Reads what a fal model made. */
import { z } from 'zod';
import type { ProviderFile, ProviderState } from '../provider.ts';
import { looseList } from '../reading.ts';
import { readErrorBody } from './failures.ts';

/** Most models return a file as an object, some as its URL alone. */
const fileSchema = z.union([
  z.object({ url: z.string().min(1) }),
  z
    .string()
    .min(1)
    .transform((url) => ({ url })),
]);

const resultSchema = z.looseObject({
  // Positions matter: the marks below refer to them.
  images: z.array(fileSchema.nullable().catch(null)).optional().catch(undefined),
  image: looseList(fileSchema),
  video: looseList(fileSchema),
  has_nsfw_concepts: looseList(z.unknown()),
});

/**
 * @param body the JSON of the result.
 * @param isDrawn whether the model drew it from a prompt, so that a safety checker may have blackened it.
 */
export function stateOfResult(body: unknown, isDrawn: boolean): ProviderState {
  const result = resultSchema.safeParse(body).data;
  const named = result ? [...(result.images ?? []), ...result.image, ...result.video] : [];
  const flags = result?.has_nsfw_concepts ?? [];
  const given = named.flatMap((file, i) => {
    const read = file && readFile(file.url);
    return read ? [{ file: read, isUnsafe: flags[i] === true }] : [];
  });
  const files = given.filter(({ isUnsafe }) => !isUnsafe).map(({ file }) => file);
  if (files.length > 0) {
    return { state: 'succeeded', files, blackMeansRefused: isDrawn };
  }
  if (given.length > 0) {
    return failed('content_refused', 'the model found the result unsafe');
  }
  const complaint = readErrorBody(body);
  return complaint === null
    ? failed('result_unusable', 'the result has no file')
    : failed(complaint.reason, complaint.detail);
}

/** @returns null when the URL can't be downloaded. */
function readFile(url: string): ProviderFile | null {
  const inline = /^data:([\w.+-]+\/[\w.+-]+);base64,(.+)$/s.exec(url);
  if (inline?.[1] !== undefined && inline[2] !== undefined) {
    return { bytes: Buffer.from(inline[2], 'base64'), mime: inline[1] };
  }
  return /^https?:\/\//.test(url) && URL.canParse(url) ? { url } : null;
}

function failed(
  reason: Extract<ProviderState, { state: 'failed' }>['reason'],
  detail: string,
): ProviderState {
  return { state: 'failed', reason, detail };
}
