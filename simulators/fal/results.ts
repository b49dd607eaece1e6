/** The answers of fal's models to a finished job, and their files. */
import sharp from 'sharp';
import { drawPicture } from '../picture.ts';
import type { Answer } from '../simulatorServer.ts';
import { makeVideo } from '../video.ts';
import { missingField } from './endpoints.ts';
import type { FalJob } from './jobs.ts';

/** The model's own answer: what the result route and the webhook carry. */
export function resultOf(job: FalJob, root: string): Answer {
  const missing = missingField(job.model, job.input);
  if (missing !== null) {
    return {
      status: 422,
      body: { detail: [{ loc: ['body', missing], msg: 'Field required', type: 'missing' }] },
    };
  }
  switch (job.scenario) {
    case 'refused':
      return modelError('content_policy_violation', 'The prompt was flagged by a content checker.');
    case 'invalid_input':
      return modelError('image_too_small', 'The picture is smaller than 64 pixels.');
    case 'error_body':
      return { body: { detail: 'The runner failed', error_type: 'runner_server_error' } };
    case 'error_status':
    case 'failed':
      return requestError(500, 'runner_server_error', 'The runner failed');
    case 'no_files':
      return { body: { images: [], seed: job.input.seed ?? 0 } };
    case 'success':
    case 'nsfw':
    case 'nsfw_partly':
    case 'black':
    case 'unknown_status':
    case 'never':
    case 'empty_file':
    case 'oversized_file':
    case 'wrong_type':
    case 'missing_file':
    case 'private_redirect':
      return job.stage === 'CANCELLED'
        ? requestError(499, 'client_cancelled', 'The request was cancelled')
        : { body: filesOf(job, root) };
    default:
      return job.scenario satisfies never;
  }
}

function filesOf(job: FalJob, root: string): Record<string, unknown> {
  const seed = job.input.seed ?? 0;
  if (isVideo(job.model)) {
    return { video: { url: `${root}/files/${job.requestId}.mp4`, content_type: 'video/mp4' } };
  }
  const [width, height] = sizeOf(job.input);
  // Models that change a picture do not report its size.
  const size = sourceOf(job.input) === null ? { width, height } : {};
  const url = `${root}/files/${job.requestId}.png`;
  const picture = { url, content_type: 'image/png', ...size };
  // Models that improve one picture return `image`, not `images`.
  if (/upscal|esrgan|face-swap|retouch|codeformer|aura-sr/.test(job.model)) {
    return { image: picture, seed };
  }
  if (job.scenario === 'nsfw_partly') {
    const black = { ...picture, url: `${root}/files/${job.requestId}.black.png` };
    return { images: [black, picture], seed, has_nsfw_concepts: [true, false] };
  }
  return { images: [picture], seed, has_nsfw_concepts: [job.scenario === 'nsfw'] };
}

const OVERSIZED_BYTES = 60 * 1024 * 1024;

/**
 * The file behind the address of a result.
 * @param isMarked whether it is the one that the model's safety checker has blackened
 */
export async function fileOf(job: FalJob, isMarked = false): Promise<Answer> {
  if (isMarked) {
    return blackPicture();
  }
  switch (job.scenario) {
    case 'nsfw':
    case 'black':
      return blackPicture();
    case 'empty_file':
      return { headers: { 'content-type': 'image/png' }, body: Buffer.alloc(0) };
    case 'oversized_file':
      return { headers: { 'content-type': 'image/png' }, body: Buffer.alloc(OVERSIZED_BYTES) };
    case 'wrong_type':
      return { headers: { 'content-type': 'text/html' }, body: '<h1>Not a picture</h1>' };
    case 'missing_file':
      return { status: 404, body: { detail: 'Not found' } };
    case 'private_redirect':
      return { status: 302, headers: { location: 'http://169.254.169.254/latest/meta-data/' } };
    default:
      return draw(job);
  }
}

async function blackPicture(): Promise<Answer> {
  const body = await sharp({
    create: { width: 768, height: 768, channels: 3, background: '#000000' },
  })
    .png()
    .toBuffer();
  return { headers: { 'content-type': 'image/png' }, body };
}

async function draw(job: FalJob): Promise<Answer> {
  const seed = typeof job.input.seed === 'number' ? job.input.seed : 0;
  if (isVideo(job.model)) {
    const wide = job.input.aspect_ratio !== '9:16';
    const seconds = Number.parseInt(String(job.input.duration ?? '8s'), 10);
    const video = makeVideo({ seed, seconds, columns: wide ? 16 : 9, rows: wide ? 9 : 16 });
    return { headers: { 'content-type': 'video/mp4' }, body: video };
  }
  const source = sourceOf(job.input);
  const [width, height] = sizeOf(job.input);
  const picture =
    source === null
      ? await drawPicture({ prompt: job.prompt, seed, width, height })
      : await changePicture(source, job.input);
  return { headers: { 'content-type': 'image/png' }, body: picture };
}

/** The single input picture; null when the model draws, or joins several. */
function sourceOf(input: Record<string, unknown>): Buffer | null {
  const several = Array.isArray(input.image_urls) ? input.image_urls : [];
  const only: unknown = several.length === 1 ? several[0] : undefined;
  const address = String(input.image_url ?? input.base_image_url ?? only ?? '');
  const data = /^data:[^;]+;base64,(.+)$/.exec(address)?.[1];
  return data === undefined ? null : Buffer.from(data, 'base64');
}

/** The picture in the requested size, with other colours. */
async function changePicture(source: Buffer, input: Record<string, unknown>): Promise<Buffer> {
  const factor = Number(input.upscale_factor ?? input.scale ?? input.upscaling_factor ?? 1);
  const { width, height } = await sharp(source).metadata();
  return sharp(source)
    .resize(Math.round(width * factor), Math.round(height * factor))
    .modulate({ hue: factor === 1 ? 60 : 0 })
    .png()
    .toBuffer();
}

function isVideo(model: string): boolean {
  return /veo|video/.test(model);
}

const sizes: Record<string, readonly [width: number, height: number]> = {
  '1:1': [768, 768],
  '3:4': [768, 1024],
  '4:3': [1024, 768],
  '9:16': [720, 1280],
  '16:9': [1280, 720],
  square_hd: [1024, 1024],
  portrait_4_3: [768, 1024],
  landscape_4_3: [1024, 768],
  portrait_16_9: [720, 1280],
  landscape_16_9: [1280, 720],
};

function sizeOf(input: Record<string, unknown>): readonly [width: number, height: number] {
  const named = input.aspect_ratio ?? input.image_size;
  return sizes[String(named)] ?? [768, 768];
}

/** A refusal by the model: a list of typed errors. */
function modelError(type: string, msg: string): Answer {
  return {
    status: 422,
    headers: { 'x-fal-retryable': 'false' },
    body: {
      detail: [{ loc: ['body', 'prompt'], msg, type, url: `https://docs.fal.ai/errors#${type}` }],
    },
  };
}

/** A failure of the platform: a message and its type. */
export function requestError(status: number, type: string, detail: string): Answer {
  return { status, headers: { 'x-fal-error-type': type }, body: { detail, error_type: type } };
}
