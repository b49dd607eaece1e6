/** What Gemini's image models answer. */
import { drawPicture } from '../picture.ts';
import type { Answer } from '../simulatorServer.ts';
import type { GoogleScenario } from './scenarios.ts';

/** https://ai.google.dev/gemini-api/docs/image-generation#aspect_ratios */
const sizes: Record<string, readonly [width: number, height: number]> = {
  '1:1': [1024, 1024],
  '3:4': [864, 1184],
  '4:3': [1184, 864],
  '9:16': [768, 1344],
  '16:9': [1344, 768],
  '2:3': [832, 1248],
  '3:2': [1248, 832],
  '4:5': [896, 1152],
  '21:9': [1536, 672],
};

export interface ImageRequest {
  model: string;
  prompt: string;
  seed: number;
  aspectRatio: string;
}

export async function imageAnswer(
  request: ImageRequest,
  scenario: GoogleScenario,
): Promise<Answer> {
  const content = { role: 'model', parts: await partsOf(request, scenario) };
  const rest = { usageMetadata: { totalTokenCount: 1300 }, modelVersion: request.model };
  const finished = (finishReason: string, finishMessage?: string): Answer => ({
    body: {
      candidates: [
        {
          content,
          finishReason,
          index: 0,
          ...(finishMessage === undefined ? {} : { finishMessage }),
        },
      ],
      ...rest,
    },
  });
  switch (scenario) {
    case 'refused':
      return finished('IMAGE_SAFETY', 'Unable to show the generated image: it may be unsafe.');
    case 'prompt_blocked':
      return { body: { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, ...rest } };
    case 'empty':
      return { body: rest };
    case 'unknown_finish':
      return finished('OUT_OF_PAINT');
    case 'failed':
      return finished('IMAGE_OTHER');
    default:
      return finished('STOP');
  }
}

/** What Imagen answers: without a reason, filtered pictures are simply missing. */
export async function predictionAnswer(
  request: ImageRequest,
  scenario: GoogleScenario,
  withReason: boolean,
): Promise<Answer> {
  switch (scenario) {
    case 'refused':
    case 'prompt_blocked': {
      const raiFilteredReason = 'The prompt could not be submitted. It may violate our policies.';
      return { body: withReason ? { predictions: [{ raiFilteredReason }] } : {} };
    }
    case 'empty':
      return { body: {} };
    case 'failed':
      return {
        status: 500,
        body: { error: { code: 500, message: 'Internal', status: 'INTERNAL' } },
      };
    default: {
      const bytesBase64Encoded = (await drawn(request)).toString('base64');
      return { body: { predictions: [{ mimeType: 'image/png', bytesBase64Encoded }] } };
    }
  }
}

async function partsOf(request: ImageRequest, scenario: GoogleScenario): Promise<object[]> {
  switch (scenario) {
    case 'refused':
    case 'unknown_finish':
    case 'failed':
      return [];
    case 'text_only':
      return [{ text: 'Which colour should the boat have?' }];
    case 'thinking':
      return [
        { text: 'Sketching', thought: true },
        { ...(await picturePart({ ...request, prompt: 'draft', seed: 1 })), thought: true },
        await picturePart(request),
      ];
    case 'empty_file':
      return [{ inlineData: { mimeType: 'image/png', data: '' } }];
    default:
      return [{ text: 'Here it is.' }, await picturePart(request)];
  }
}

async function picturePart(request: ImageRequest): Promise<object> {
  const picture = await drawn(request);
  return { inlineData: { mimeType: 'image/png', data: picture.toString('base64') } };
}

function drawn({ prompt, seed, aspectRatio }: ImageRequest): Promise<Buffer> {
  const [width, height] = sizes[aspectRatio] ?? [1024, 1024];
  return drawPicture({ prompt, seed, width, height });
}
