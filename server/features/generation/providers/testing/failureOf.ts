import { expect } from 'vitest';
import { ProviderFailure } from '../provider.ts';

/** What the promise was refused with. */
export async function failureOf(promise: Promise<unknown>): Promise<ProviderFailure> {
  const outcome = await promise.catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(ProviderFailure);
  return outcome as ProviderFailure;
}
