import { orderedEnd } from '../orderedEnd.ts';

/**
 * How a simulated job ends. A prompt may choose its scenario with a word such as `sim:refused`, so that a
 * developer, or a browser test, can produce every case.
 */
export const falScenarios = [
  'success',
  /** The model refuses the prompt: HTTP 422 on the result. */
  'refused',
  /** The model draws a black picture and says that the prompt was unsafe. */
  'nsfw',
  /** Two pictures, the first of them black and marked as unsafe. */
  'nsfw_partly',
  /** A black picture without any remark. */
  'black',
  /** The input is wrong: HTTP 422 on the result. */
  'invalid_input',
  /** COMPLETED, and the result is an error body with HTTP 200. */
  'error_body',
  /** COMPLETED with the error in the status answer. */
  'error_status',
  /** HTTP 500 on the result. */
  'failed',
  /** An undocumented status. */
  'unknown_status',
  /** IN_PROGRESS without end. */
  'never',
  /** A result without files. */
  'no_files',
  'empty_file',
  'oversized_file',
  'wrong_type',
  'missing_file',
  /** The file's address redirects to a private one. */
  'private_redirect',
] as const;
export type FalScenario = (typeof falScenarios)[number];

export function scenarioOfPrompt(prompt: string): FalScenario {
  return orderedEnd(prompt, falScenarios);
}
