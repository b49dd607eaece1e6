import { orderedEnd } from '../orderedEnd.ts';

/**
 * How a simulated job ends. A prompt may order its own end with a word such as `sim:refused`, so that
 * a person at the app, or a browser test, sees every case.
 */
export const falScenarios = [
  'success',
  /** The model refuses the prompt: HTTP 422 on the result. */
  'refused',
  /** The model draws a black picture and says that the prompt was unsafe. */
  'nsfw',
  /** Two pictures, the first of them black and marked as unsafe. */
  'nsfw_partly',
  /** A black picture without a word about it. */
  'black',
  /** The input is wrong: HTTP 422 on the result. */
  'invalid_input',
  /** COMPLETED, and the result is an error body with HTTP 200. */
  'error_body',
  /** COMPLETED with the error in the status answer. */
  'error_status',
  /** HTTP 500 on the result. */
  'failed',
  /** A status that nobody has documented. */
  'unknown_status',
  /** IN_PROGRESS for ever. */
  'never',
  /** A result without files. */
  'no_files',
  'empty_file',
  'oversized_file',
  'wrong_type',
  'missing_file',
  /** The file's address leads to a private one. */
  'private_redirect',
] as const;
export type FalScenario = (typeof falScenarios)[number];

export function scenarioOfPrompt(prompt: string): FalScenario {
  return orderedEnd(prompt, falScenarios);
}
