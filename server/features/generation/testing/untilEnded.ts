import { expect, vi } from 'vitest';
import type { Generation } from '../../../../shared/schemas/generation.ts';

interface Reader {
  generation: { get(input: { id: string }): Promise<Generation> };
}

/** Waits until a generation has ended. */
export async function untilEnded(call: Reader, id: string, timeout = 20_000): Promise<Generation> {
  return vi.waitFor(
    async () => {
      const generation = await call.generation.get({ id });
      expect(generation.finishedAt).not.toBeNull();
      return generation;
    },
    { timeout, interval: 50 },
  );
}
