/** Reading what a Gemini image model answered. */
import type { GenerateContentResponse, Part } from '@google/genai';
import { z } from 'zod';
import { ProviderFailure } from '../provider.ts';

/** Reasons to finish that blame what was asked for, and not the service. */
const refusals = new Set([
  'SAFETY',
  'IMAGE_SAFETY',
  'PROHIBITED_CONTENT',
  'IMAGE_PROHIBITED_CONTENT',
  'RECITATION',
  'IMAGE_RECITATION',
  'BLOCKLIST',
  'SPII',
]);

const MAX_EXPLANATION_LENGTH = 300;
/** An answer longer than this has a picture in it and nothing to explain. */
const EXPLANATION_IN_MAX = 64 * 1024;

const explainedSchema = z.object({
  candidates: z.tuple([z.object({ finishMessage: z.string().min(1) })]).rest(z.unknown()),
});

/** @returns why there is no picture, in Google's words, which its client leaves out. */
export function explanationIn(answer: string): string | null {
  if (answer.length > EXPLANATION_IN_MAX) {
    return null;
  }
  try {
    const { candidates } = explainedSchema.parse(JSON.parse(answer));
    return candidates[0].finishMessage;
  } catch {
    return null;
  }
}

/**
 * A picture that is there is delivered, whatever else the answer says.
 * @throws ProviderFailure when there is no picture, with the reason that Google gives.
 */
export function picturesOf(
  response: GenerateContentResponse,
  explanation: string | null,
): Buffer[] {
  const candidates = listOf(response.candidates);
  // What a model sketches while it thinks is not its answer.
  const parts = candidates
    .flatMap(({ content }) => listOf(content?.parts))
    .filter((part) => part.thought !== true);
  const files = parts.flatMap((part) => pictureOf(part) ?? []);
  if (files.length > 0) {
    return files;
  }
  const { promptFeedback } = response;
  if (promptFeedback?.blockReason) {
    const detail = promptFeedback.blockReasonMessage ?? promptFeedback.blockReason;
    throw new ProviderFailure('content_refused', detail);
  }
  const [candidate] = candidates;
  if (candidate === undefined) {
    throw new ProviderFailure('result_unusable', 'Google answered without a candidate');
  }
  const finish = candidate.finishReason ?? 'STOP';
  const detail = explanation ?? textOf(parts) ?? finish;
  if (refusals.has(finish)) {
    throw new ProviderFailure('content_refused', detail);
  }
  const silent = finish === 'STOP' || finish === 'NO_IMAGE';
  throw new ProviderFailure(silent ? 'result_unusable' : 'provider_error', detail);
}

/** What a list really holds: the client passes on whatever came. */
function listOf<Element>(list: Element[] | null | undefined): Element[] {
  return Array.isArray(list) ? list.filter((element) => element != null) : [];
}

/** The format is read from the bytes, so a picture without its type is a picture too. */
function pictureOf({ inlineData }: Part): Buffer | null {
  const { data, mimeType } = inlineData ?? {};
  return data && (!mimeType || mimeType.startsWith('image/')) ? Buffer.from(data, 'base64') : null;
}

function textOf(parts: Part[]): string | undefined {
  const words = parts
    .map(({ text }) => text ?? '')
    .join(' ')
    .trim();
  return words === '' ? undefined : words.slice(0, MAX_EXPLANATION_LENGTH);
}
