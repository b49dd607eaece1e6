/** JSON from outside that is stored as it is: only what PostgreSQL and every reader can hold. */
import { DomainError } from '../../core/errors.ts';

const MAX_DEPTH = 32;
/** Keys with a special meaning in JavaScript. */
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Walks through a parsed body, without recursion.
 * @throws DomainError BAD_REQUEST with the path of the first value that can't be stored: NUL, a lone
 * surrogate, a number beyond JSON, a key of JavaScript's own, more than 32 levels.
 */
export function assertPlainJson(body: unknown): void {
  const waiting: { value: unknown; path: string; depth: number }[] = [
    { value: body, path: 'body', depth: 0 },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path, depth } = next;
    if (depth > MAX_DEPTH || !isPlain(value)) {
      throw new DomainError('BAD_REQUEST', { fields: [path] });
    }
    if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        if (forbiddenKeys.has(key) || !isPlain(key)) {
          throw new DomainError('BAD_REQUEST', { fields: [path] });
        }
        waiting.push({ value: item, path: `${path}.${key.slice(0, 40)}`, depth: depth + 1 });
      }
    }
  }
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'string') {
    return value.isWellFormed() && !value.includes('\0');
  }
  return typeof value !== 'number' || Number.isFinite(value);
}
