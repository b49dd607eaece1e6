/** Imagen in the Gemini API: https://ai.google.dev/gemini-api/docs/imagen */
import { z } from 'zod';
import { ProviderFailure, type ProviderRequest } from '../provider.ts';
import { loose, looseList } from '../reading.ts';
import type { GoogleApi } from './api.ts';

const answerSchema = z.looseObject({
  predictions: looseList(
    z.object({
      bytesBase64Encoded: loose(z.string()),
      raiFilteredReason: loose(z.string()),
    }),
  ),
});

/**
 * One synchronous paid call. Imagen takes no seed in this API.
 * @throws ProviderFailure when there is no picture; what `GoogleApi` throws
 */
export async function drawWithImagen(api: GoogleApi, request: ProviderRequest): Promise<Buffer[]> {
  const body = {
    instances: [{ prompt: request.prompt }],
    parameters: { sampleCount: 1, aspectRatio: request.aspectRatio, includeRaiReason: true },
  };
  const headers = { 'idempotency-key': request.generationId };
  const path = `models/${encodeURIComponent(request.providerModel)}:predict`;
  const answer = await api(
    path,
    { method: 'POST', headers, body: JSON.stringify(body) },
    request.signal,
  );
  return picturesIn(answer);
}

function picturesIn(answer: unknown): Buffer[] {
  const parsed = answerSchema.safeParse(answer);
  const predictions = parsed.data?.predictions ?? [];
  const files = predictions.flatMap(({ bytesBase64Encoded: data }) =>
    data ? [Buffer.from(data, 'base64')] : [],
  );
  if (files.length > 0) {
    return files;
  }
  const reason = predictions.find(({ raiFilteredReason }) => raiFilteredReason)?.raiFilteredReason;
  // Without a reason, filtered pictures are simply missing: the answer is then an empty object.
  throw reason !== undefined || parsed.success
    ? new ProviderFailure('content_refused', reason ?? 'the picture was filtered for safety')
    : new ProviderFailure('result_unusable', 'Google answered without a picture');
}
