import type {
  ProviderInput,
  ProviderRequest,
} from '../../server/features/generation/providers/provider.ts';
import { ProviderFailure } from '../../server/features/generation/providers/provider.ts';

export type LocalRequest = Pick<
  ProviderRequest,
  'prompt' | 'seed' | 'aspectRatio' | 'inputs' | 'scale' | 'signal'
>;

/** A finished file. */
export interface Drawn {
  bytes: Buffer;
  mime: string;
}

/** The only or first input. @throws ProviderFailure `invalid_input` when there is none. */
export function firstInput({ inputs }: LocalRequest): ProviderInput {
  const [input] = inputs;
  if (input === undefined) {
    throw new ProviderFailure('invalid_input', 'the operation needs a picture');
  }
  return input;
}
