/** What one check of the doctor has found. */
export type FindingState = 'ok' | 'warning' | 'problem';

export interface Finding {
  /** What was looked at, in a word or two: `database`, `bot main`. */
  subject: string;
  state: FindingState;
  /** What is the case, in a plain sentence. Never holds a secret. */
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

/** What went wrong, in few words: the message and the code, and not what else an error carries. */
export function reasonOf(error: unknown): string {
  const { message, code, cause } = (error ?? {}) as {
    message?: string;
    code?: unknown;
    cause?: unknown;
  };
  const own = message || (typeof code === 'string' ? code : 'no reason given');
  // The sentence around it has a full stop of its own.
  const first = (own.split('\n', 1)[0] ?? own).replace(/[.!]+$/, '');
  return cause instanceof Error && cause.message ? `${first}: ${cause.message}` : first;
}
