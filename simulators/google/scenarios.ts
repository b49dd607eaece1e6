import { orderedEnd } from '../orderedEnd.ts';

/**
 * How a simulated Gemini or Veo request ends. A prompt may choose its scenario with a word such as
 * `sim:refused`.
 */
export const googleScenarios = [
  'success',
  /** The model refuses what it made (`IMAGE_SAFETY`, or a filtered video). */
  'refused',
  /** A filtered video whose count is one level higher than documented. */
  'refused_flat',
  /** The prompt itself is blocked. */
  'prompt_blocked',
  /** No candidates at all, or a finished operation without videos. */
  'empty',
  /** Text instead of a picture. */
  'text_only',
  /** A draft among the model's thoughts goes before the picture. */
  'thinking',
  /** An undocumented finish reason. */
  'unknown_finish',
  /** The model gave up for another reason; a video's operation ends with an error. */
  'failed',
  /** A video's operation never ends. */
  'never',
  'empty_file',
  /** A text that is longer than was asked for. */
  'too_long',
  'oversized_file',
  'wrong_type',
  'missing_file',
  /** The file's address redirects to a private one. */
  'private_redirect',
] as const;
export type GoogleScenario = (typeof googleScenarios)[number];

export function scenarioOfPrompt(prompt: string): GoogleScenario {
  return orderedEnd(prompt, googleScenarios);
}
