import { expect } from 'vitest';
import { ProviderFailure } from '../provider.ts';

/** The error with which the promise was rejected. */
export async function failureOf(promise: Promise<unknown>): Promise<ProviderFailure> {
  const outcome = await promise.catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(ProviderFailure);
  return outcome as ProviderFailure;
}
