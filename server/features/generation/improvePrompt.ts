/** Improves a prompt with a text model: free of charge, limited per person and day (callLimits.ts). */
import type { ImproveInput } from '../../../shared/schemas/generation.ts';
import { hasVisibleText } from '../../../shared/visibleText.ts';
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import { ProviderFailure, type ProviderName, type TextModel } from './providers/provider.ts';

interface ConnectedModel {
  provider: ProviderName;
  model: TextModel;
}

/** The text model of the first provider that has one; null when none is configured. */
export function textModelOf({ providers }: Pick<AppContext, 'providers'>): ConnectedModel | null {
  const [connected] = Object.values(providers).flatMap(({ name: provider, textModel: model }) =>
    model ? [{ provider, model }] : [],
  );
  return connected ?? null;
}

/** The circuit breaker's state is a hint: failing to store it must not change the answer. */
async function report(app: AppContext, note: Promise<void>): Promise<void> {
  await note.catch((err: unknown) =>
    app.log.warn({ err }, 'the state of a text model could not be stored'),
  );
}

/** What a failure means for the person. */
function refusalOf(failure: ProviderFailure): DomainError {
  const options = { cause: failure };
  switch (failure.reason) {
    case 'content_refused':
    case 'invalid_input':
      return new DomainError('IMPROVEMENT_REFUSED', {}, options);
    case 'result_unusable':
      return new DomainError('IMPROVEMENT_UNUSABLE', {}, options);
    default:
      return new DomainError('TEXT_MODEL_UNAVAILABLE', {}, options);
  }
}

/**
 * A better wording of a prompt. The model has a circuit of its own: its failures do not keep pictures from
 * being made, and its success does not say that they can be.
 * @throws DomainError IMPROVEMENT_UNAVAILABLE, PROMPT_REQUIRED, IMPROVEMENT_REFUSED, IMPROVEMENT_UNUSABLE,
 * TEXT_MODEL_UNAVAILABLE
 */
export async function improvePrompt(
  app: AppContext,
  input: ImproveInput,
): Promise<{ prompt: string }> {
  const connected = textModelOf(app);
  if (!connected) {
    throw new DomainError('IMPROVEMENT_UNAVAILABLE');
  }
  const prompt = input.prompt.trim();
  if (!hasVisibleText(prompt)) {
    throw new DomainError('PROMPT_REQUIRED');
  }
  const { provider, model } = connected;
  if ((await app.circuitBreaker.readOpen()).has(provider, model.name)) {
    throw new DomainError('TEXT_MODEL_UNAVAILABLE');
  }
  try {
    const improved = await model.improvePrompt({ ...input, prompt });
    await report(app, app.circuitBreaker.recordSuccess(provider, model.name, ['model']));
    return { prompt: improved };
  } catch (error) {
    if (!(error instanceof ProviderFailure)) {
      throw error;
    }
    await report(app, app.circuitBreaker.recordFailure(provider, model.name, error));
    throw refusalOf(error);
  }
}
