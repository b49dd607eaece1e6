/**
 * Gemini's text model, which improves prompts:
 * https://ai.google.dev/gemini-api/docs/structured-output
 */
import { z } from 'zod';
import { type ImproveInput, improveOutput } from '../../../../../shared/schemas/generation.ts';
import { ProviderFailure, type TextModel } from '../provider.ts';
import { loose, looseList } from '../reading.ts';
import type { GoogleApi } from './api.ts';
import { readRefusal, submitFailure } from './failures.ts';
import { refusals } from './images.ts';
import { instructionFor } from './textInstruction.ts';

/** Google's alias of its current fast model: it outlives the models, which are retired within months. */
const MODEL = 'gemini-flash-latest';
/** The longest prompt has about a thousand tokens in Russian; what the model thinks counts as well. */
const MAX_OUTPUT_TOKENS = 8192;

const answerSchema = z.object({
  promptFeedback: loose(z.object({ blockReason: loose(z.string()) })),
  candidates: looseList(
    z.object({
      finishReason: loose(z.string()),
      content: loose(
        z.object({
          parts: looseList(z.object({ text: loose(z.string()), thought: loose(z.boolean()) })),
        }),
      ),
    }),
  ),
});
type Answer = z.infer<typeof answerSchema>;

export function createTextModel(api: GoogleApi): TextModel {
  return {
    name: MODEL,
    async improvePrompt(input) {
      const body = JSON.stringify(requestFor(input));
      const { signal } = new AbortController();
      const answer = await api(
        `models/${MODEL}:generateContent`,
        { method: 'POST', body },
        signal,
      ).catch((error: unknown) => {
        throw failureOf(error, signal);
      });
      return promptIn(answer);
    },
  };
}

/** The person's words go as a value of JSON, which they can't end: they are material, not instructions. */
function requestFor(input: ImproveInput) {
  return {
    systemInstruction: { parts: [{ text: instructionFor(input) }] },
    contents: [{ role: 'user', parts: [{ text: JSON.stringify({ prompt: input.prompt }) }] }],
    generationConfig: {
      candidateCount: 1,
      maxOutputTokens: MAX_OUTPUT_TOKENS,
      responseMimeType: 'application/json',
      responseSchema: {
        type: 'OBJECT',
        properties: { prompt: { type: 'STRING' } },
        required: ['prompt'],
      },
    },
  };
}

/**
 * What a failed call says about this model alone. Nothing is lost by asking again, whatever became of the
 * call. Google's own words are left out: they may repeat the prompt.
 */
function failureOf(error: unknown, signal: AbortSignal): ProviderFailure {
  const { reason, retryable } = submitFailure(error, signal);
  const status = readRefusal(error)?.httpStatus;
  const message = status ? `Google answered HTTP ${status}` : 'Google gave no readable answer';
  return reason === 'outcome_unknown'
    ? new ProviderFailure('provider_unavailable', message, { retryable: true, scope: 'model' })
    : new ProviderFailure(reason, message, { retryable, scope: 'model' });
}

/** @throws ProviderFailure when the answer holds no prompt. */
function promptIn(answer: unknown): string {
  const { data } = answerSchema.safeParse(answer);
  if (!data) {
    const detail = 'Google answered with something else than text';
    throw new ProviderFailure('provider_unavailable', detail, { retryable: true, scope: 'model' });
  }
  const [candidate] = data.candidates;
  if (data.promptFeedback?.blockReason || refusals.has(candidate?.finishReason ?? '')) {
    throw new ProviderFailure('content_refused', 'the prompt was refused');
  }
  const parsed = improveOutput.safeParse(parseJson(textOf(candidate)));
  if (!parsed.data) {
    throw new ProviderFailure('result_unusable', 'the answer holds no prompt');
  }
  return parsed.data.prompt;
}

/** Without what the model thought. */
function textOf(candidate: Answer['candidates'][number] | undefined): string {
  const parts = candidate?.content?.parts ?? [];
  return parts.map(({ text, thought }) => (thought ? '' : (text ?? ''))).join('');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
