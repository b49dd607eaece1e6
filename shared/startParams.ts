/**
 * Start parameters: what `t.me/<bot>?startapp=<parameter>` points at. Telegram takes up to 64 characters
 * `A-Z a-z 0-9 _ -` (https://core.telegram.org/api/links#direct-mini-app-links).
 */

/** The prefix of a parameter, by its kind. */
const prefixes = {
  referral: 'r_',
  promo: 'promo_',
  work: 'w_',
  webinar: 'e_',
  payment: 'pay_',
} as const;
export type StartKind = keyof typeof prefixes;

/** @param value the inviter's code, the promo code, or the id of what is opened. */
export function startParamOf(kind: StartKind, value: string): string {
  return prefixes[kind] + value;
}

/** Null for an unknown parameter: old links stay usable. */
export function readStartParam(
  startParam: string | null | undefined,
): { kind: StartKind; value: string } | null {
  for (const [kind, prefix] of Object.entries(prefixes) as [StartKind, string][]) {
    if (startParam?.startsWith(prefix) && startParam.length > prefix.length) {
      return { kind, value: startParam.slice(prefix.length) };
    }
  }
  return null;
}
