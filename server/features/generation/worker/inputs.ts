/** The inputs of a provider's request, read from the row and the storage. */
import { upscaleFactor } from '../../../../shared/catalog/operations.ts';
import type { AppContext } from '../../../app/context.ts';
import { mimeOf } from '../../media/lookup.ts';
import { findInputs } from '../findInputs.ts';
import type { GenerationRow } from '../models.ts';
import type { ProviderInput } from '../providers/provider.ts';
import { GenerationFailedError, TryLaterError } from './failure.ts';
import type { RequestDraft } from './submit.ts';

const STORAGE_PAUSE_MS = 3000;

async function readInput(app: AppContext, file: string): Promise<ProviderInput> {
  const bytes = await app.storage.read(file).catch((cause: unknown) => {
    throw new TryLaterError(STORAGE_PAUSE_MS, 'the storage could not be read', { cause });
  });
  if (!bytes) {
    throw new GenerationFailedError('invalid_input', 'a picture that goes in is gone');
  }
  return { bytes, mime: mimeOf(file) };
}

export async function draftRequest(app: AppContext, row: GenerationRow): Promise<RequestDraft> {
  const found = await findInputs(app.db, row.userId, row.inputs);
  const inputs: ProviderInput[] = [];
  const first = found.find(({ id }) => id === row.inputs[0]?.id);
  for (const { type, id } of row.inputs) {
    const source = found.find((other) => other.type === type && other.id === id);
    if (!source) {
      throw new GenerationFailedError('invalid_input', 'a picture that goes in is gone');
    }
    inputs.push(await readInput(app, source.file));
  }
  return {
    generationId: row.id,
    operation: row.operation,
    prompt: row.prompt,
    seed: row.seed,
    aspectRatio: row.aspectRatio,
    inputs,
    ...(row.scale && first ? { scale: upscaleFactor(first, row.scale) } : {}),
    ...(row.seconds === null ? {} : { seconds: row.seconds }),
    ...(row.sound === null ? {} : { sound: row.sound }),
  };
}
