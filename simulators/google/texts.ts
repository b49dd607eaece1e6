/** What Gemini's text model answers to a request for JSON: https://ai.google.dev/api/generate-content */
import { z } from 'zod';
import type { Answer } from '../simulatorServer.ts';
import type { GoogleScenario } from './scenarios.ts';

const part = z.strictObject({ text: z.string() });

/** Google answers 400 to fields that it does not know. */
export const textRequest = z.strictObject({
  systemInstruction: z.strictObject({ parts: z.array(part).min(1) }).optional(),
  contents: z
    .tuple([z.strictObject({ role: z.literal('user'), parts: z.tuple([part]) })])
    .transform(([{ parts }]) => parts[0].text),
  generationConfig: z.strictObject({
    candidateCount: z.literal(1),
    maxOutputTokens: z.int().min(1).max(65_536),
    responseMimeType: z.literal('application/json'),
    responseSchema: z.object({ type: z.literal('OBJECT') }).loose(),
  }),
});
export type TextRequest = z.infer<typeof textRequest>;

const material = z.object({ prompt: z.string() });

/** The words that are to be improved. */
export function materialOf({ contents }: TextRequest): string {
  return material.parse(JSON.parse(contents)).prompt;
}

/** What the model makes of a prompt: longer, in its language. */
export function improved(prompt: string): string {
  const more = /[а-яё]/i.test(prompt) ? 'мягкий утренний свет' : 'soft morning light';
  return `${prompt}, ${more}`.slice(0, 2000);
}

export function textAnswer(model: string, prompt: string, scenario: GoogleScenario): Answer {
  const rest = { usageMetadata: { totalTokenCount: 130 }, modelVersion: model };
  const finished = (finishReason: string, parts: object[]): Answer => ({
    body: {
      candidates: [
        {
          finishReason,
          index: 0,
          ...(parts.length > 0 ? { content: { role: 'model', parts } } : {}),
        },
      ],
      ...rest,
    },
  });
  const text = (words: string) => ({ text: JSON.stringify({ prompt: words }) });
  switch (scenario) {
    case 'refused':
      return finished('SAFETY', []);
    case 'prompt_blocked':
      return { body: { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, ...rest } };
    case 'empty':
      return { body: rest };
    case 'empty_file':
      return finished('STOP', [text('')]);
    case 'too_long':
      return finished('STOP', [text('long '.repeat(500))]);
    case 'failed':
      return finished('MAX_TOKENS', [{ text: '{"prompt": "a lighth' }]);
    case 'text_only':
      return finished('STOP', [{ text: 'Which colour should the boat have?' }]);
    case 'thinking':
      return finished('STOP', [{ text: 'Sketching', thought: true }, text(improved(prompt))]);
    default:
      return finished('STOP', [text(improved(prompt))]);
  }
}
