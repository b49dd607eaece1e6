/** Reads the answer of a Gemini image model. */
import type { GenerateContentResponse, Part } from '@google/genai';
import { z } from 'zod';
import { ProviderFailure } from '../provider.ts';

/** Finish reasons that blame the request, and not the service. */
export const refusals = new Set([
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
/** A longer answer holds a picture and needs no explanation. */
const EXPLANATION_IN_MAX = 64 * 1024;

const explainedSchema = z.object({
  candidates: z.tuple([z.object({ finishMessage: z.string().min(1) })]).rest(z.unknown()),
});

/** @returns why there is no picture, in Google's words, which its client discards. */
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
  // A model's drafts while it thinks are not its answer.
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

/** The actual elements of a list: the client passes on whatever was sent. */
function listOf<Element>(list: Element[] | null | undefined): Element[] {
  return Array.isArray(list) ? list.filter((element) => element != null) : [];
}

/** The format is read from the bytes, so a picture without its type is accepted too. */
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
