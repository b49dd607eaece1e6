/** What the state of a Veo operation means for a generation. */
import type { FailureReason } from '../../../../../shared/closedSets.ts';
import { ProviderFailure, type ProviderState } from '../provider.ts';
import { type DownloadOptions, downloadVideo } from './download.ts';
import { stateOfRefusedPoll } from './failures.ts';
import type { VeoClient, VeoOperation } from './veo.ts';

/** gRPC's INVALID_ARGUMENT. */
const INVALID_ARGUMENT = 3;

/** @throws ProviderFailure, retryable, when the operation or its file could not be read. */
export async function pollVideo(
  veo: VeoClient,
  name: string,
  options: DownloadOptions,
): Promise<ProviderState> {
  let operation: VeoOperation;
  try {
    operation = await veo.read(name, options.signal);
  } catch (error) {
    return stateOfRefusedPoll(error);
  }
  if (operation.error !== undefined) {
    const { code, message } = operation.error;
    const reason = code === INVALID_ARGUMENT ? 'invalid_input' : 'provider_error';
    return failed(reason, message ?? 'the operation failed');
  }
  if (operation.done !== true) {
    // Only an operation with the requested name, or one that says so itself, is still running.
    return operation.name === name || operation.done === false
      ? { state: 'running', progress: null }
      : failed('provider_error', 'Google answered with something else than the operation');
  }
  const uri = operation.response?.generatedSamples[0]?.video.uri;
  return uri === undefined ? stateWithoutVideo(operation) : readVideo(uri, options);
}

async function readVideo(uri: string, options: DownloadOptions): Promise<ProviderState> {
  try {
    const bytes = await downloadVideo(uri, options);
    return { state: 'succeeded', files: [{ bytes, mime: 'video/mp4' }] };
  } catch (error) {
    if (error instanceof ProviderFailure && !error.retryable) {
      return failed(error.reason, error.message);
    }
    throw error;
  }
}

function stateWithoutVideo({ response }: VeoOperation): ProviderState {
  const { raiMediaFilteredCount = 0, raiMediaFilteredReasons = [] } = response ?? {};
  return raiMediaFilteredCount > 0 || raiMediaFilteredReasons.length > 0
    ? failed('content_refused', raiMediaFilteredReasons[0] ?? 'the video was filtered for safety')
    : failed('result_unusable', 'the operation ended without a video');
}

function failed(reason: FailureReason, detail: string): ProviderState {
  return { state: 'failed', reason, detail };
}
