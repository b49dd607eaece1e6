import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GoogleSimulator, startGoogleSimulator } from './index.ts';

interface Body {
  name: string;
  done?: boolean;
  error: { code: number; status: string };
  candidates: { content: { parts: { inlineData?: { data: string } }[] }; finishReason: string }[];
  response: { generateVideoResponse: { generatedSamples: { video: { uri: string } }[] } };
}

let simulator: GoogleSimulator;

beforeEach(async () => {
  simulator = await startGoogleSimulator({ key: 'k' });
  simulator.videos.automatic = false;
});
afterEach(() => simulator.close());

async function call(method: string, path: string, body?: object, key = 'k') {
  const response = await fetch(`${simulator.url}/v1beta/${path}`, {
    method,
    headers: { 'x-goog-api-key': key, 'idempotency-key': 'generation-1' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Body };
}

const draw = (seed = 1, aspectRatio = '16:9') =>
  call('POST', 'models/gemini-image:generateContent', {
    contents: [{ parts: [{ text: 'a cat' }] }],
    generationConfig: { seed, imageConfig: { aspectRatio } },
  });
const video = (prompt = 'a cat') =>
  call('POST', 'models/veo-fast:predictLongRunning', { instances: [{ prompt }] });

function pictureOf({ body }: { body: Body }): Buffer {
  const parts = body.candidates[0]?.content.parts ?? [];
  return Buffer.from(parts.find((part) => part.inlineData)?.inlineData?.data ?? '', 'base64');
}

describe('pictures', () => {
  it('have the requested proportions, and are the same for the same seed', async () => {
    const picture = pictureOf(await draw());
    expect(await sharp(picture).metadata()).toMatchObject({ width: 1344, height: 768 });
    expect(pictureOf(await draw())).toEqual(picture);
    expect(pictureOf(await draw(2))).not.toEqual(picture);
    expect(simulator.submitsOf('generation-1')).toBe(3);
  });

  it('are refused to strangers, without credits, and to malformed requests', async () => {
    expect((await call('POST', 'models/gemini-image:generateContent', {}, 'other')).status).toBe(
      400,
    );
    expect((await call('POST', 'models/gemini-image:generateContent', {})).body.error.code).toBe(
      400,
    );
    expect((await draw(2 ** 31)).status).toBe(400);
    await fetch(`${simulator.url}/sim/out-of-money?on=1`, { method: 'POST' });
    expect((await draw()).body.error).toMatchObject({ code: 429, status: 'RESOURCE_EXHAUSTED' });
    expect(simulator.submitsOf('generation-1')).toBe(0);
  });
});

it.each([
  'models/imagen-3.0:generateContent',
  'models/veo-fast:predict',
  'models/gemini-image:predictLongRunning',
])('answers 404 to a call that the model is not served by: %s', async (path) => {
  expect((await call('POST', path, {})).body.error).toMatchObject({ code: 404 });
});

describe('videos', () => {
  it('are read with the key once the operation is done', async () => {
    const { name } = (await video()).body;
    expect((await call('GET', name)).body.done).toBeUndefined();
    simulator.videos.finish(name);
    const done = (await call('GET', name)).body;
    const uri = done.response.generateVideoResponse.generatedSamples[0]?.video.uri ?? '';
    expect((await fetch(uri)).status).toBe(400);
    const file = await fetch(uri, { headers: { 'x-goog-api-key': 'k' } });
    expect(file.redirected).toBe(true);
    expect(file.headers.get('content-type')).toBe('video/mp4');
  });

  it('end by themselves unless told otherwise, and never in the scenario without an end', async () => {
    simulator.videos.automatic = true;
    simulator.videos.runMs = 1;
    const endless = (await video('sim:never')).body.name;
    const { name } = (await video()).body;
    await expect.poll(async () => (await call('GET', name)).body.done).toBe(true);
    expect((await call('GET', endless)).body.done).toBeUndefined();
  });
});

describe('texts', () => {
  const ask = (prompt: string, more: object = {}) =>
    call('POST', 'models/gemini-flash-latest:generateContent', {
      contents: [{ role: 'user', parts: [{ text: JSON.stringify({ prompt }) }] }],
      generationConfig: {
        candidateCount: 1,
        maxOutputTokens: 100,
        responseMimeType: 'application/json',
        responseSchema: { type: 'OBJECT' },
      },
      ...more,
    });

  it('are JSON as it was asked for, or end by their scenario', async () => {
    expect((await ask('a cat')).body.candidates).toMatchObject([
      {
        finishReason: 'STOP',
        content: { parts: [{ text: '{"prompt":"a cat, soft morning light"}' }] },
      },
    ]);
    const { candidates } = (await ask('a cat sim:refused')).body;
    expect(candidates).toEqual([{ finishReason: 'SAFETY', index: 0 }]);
    expect((await ask('a cat sim:empty')).body.candidates).toBeUndefined();
  });

  it('are refused to strangers, without credits, and with unknown fields', async () => {
    expect((await ask('a cat', { system: 'x' })).status).toBe(400);
    expect((await call('POST', 'models/gemini-flash-latest:generateContent', {}, 'x')).status).toBe(
      400,
    );
    simulator.outOfMoney = true;
    expect((await ask('a cat')).status).toBe(429);
  });
});
