import { useCallback, useRef } from 'react';

/** A new id of an intent. Send the same one again when repeating the same intent. */
export function requestId(): string {
  if (typeof crypto.randomUUID === 'function') {
    return crypto.randomUUID();
  }
  // Plain http on another machine's address has no randomUUID.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const at = (i: number) => bytes[i] ?? 0;
  bytes[6] = (at(6) & 0x0f) | 0x40;
  bytes[8] = (at(8) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/**
 * One id per intent: `forInput(input)` gives the same id until the input changes or `renew()` is
 * called after a success, so that a repeated tap or a retry can never be charged twice.
 */
export function useRequestId(): { forInput: (input: unknown) => string; renew: () => void } {
  const held = useRef<{ key: string; id: string } | null>(null);
  const forInput = useCallback((input: unknown) => {
    const key = JSON.stringify(input);
    if (held.current?.key !== key) {
      held.current = { key, id: requestId() };
    }
    return held.current.id;
  }, []);
  const renew = useCallback(() => {
    held.current = null;
  }, []);
  return { forInput, renew };
}
