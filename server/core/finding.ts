/** One result of a check of the doctor. */
export type FindingState = 'ok' | 'warning' | 'problem';

export interface Finding {
  /** What was checked, in a word or two: `database`, `bot main`. */
  subject: string;
  state: FindingState;
  /** The result, in a plain sentence. Never holds a secret. */
  text: string;
  /** What to do about it; absent when all is well. */
  advice?: string;
}

export const ok = (subject: string, text: string): Finding => ({ subject, state: 'ok', text });

export const warning = (subject: string, text: string, advice: string): Finding => ({
  subject,
  state: 'warning',
  text,
  advice,
});

export const problem = (subject: string, text: string, advice: string): Finding => ({
  subject,
  state: 'problem',
  text,
  advice,
});

/** What went wrong, briefly: message and code, without the error's other fields. */
export function reasonOf(error: unknown): string {
  const { message, code, cause } = (error ?? {}) as {
    message?: string;
    code?: unknown;
    cause?: unknown;
  };
  const own = message || (typeof code === 'string' ? code : 'no reason given');
  // The surrounding sentence has its own full stop.
  const first = (own.split('\n', 1)[0] ?? own).replace(/[.!]+$/, '');
  return cause instanceof Error && cause.message ? `${first}: ${cause.message}` : first;
}
