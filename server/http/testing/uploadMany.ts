/**
 * Uploads a picture for several people at the same moment, from a process of its own, so that the memory of
 * the server can be looked at alone. `node uploadMany.ts <url> <width> <height>` reads a JSON list of
 * Authorization headers from its input and writes how many uploads were accepted.
 */
import { text } from 'node:stream/consumers';
import sharp from 'sharp';

const [url = '', width = '', height = ''] = process.argv.slice(2);
const people = JSON.parse(await text(process.stdin)) as string[];
const picture = await sharp({
  create: {
    width: Number(width),
    height: Number(height),
    channels: 3,
    background: '#808080',
    noise: { type: 'gaussian', mean: 128, sigma: 60 },
  },
})
  .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
  .toBuffer();

const answers = await Promise.all(
  people.map((authorization) => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'a.jpg');
    return fetch(`${url}/trpc/generation.uploadInput`, {
      method: 'POST',
      headers: { authorization },
      body: form,
    });
  }),
);
console.log(JSON.stringify({ bytes: picture.length, taken: answers.filter((a) => a.ok).length }));
