/** The dialogue of `npm run setup` in a terminal. */
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { openEnvFile } from './envFile.ts';
import { setUp } from './setup.ts';

const ROOT = new URL('../../', import.meta.url);

export async function runSetup(print: (line: string) => void): Promise<void> {
  const path = fileURLToPath(new URL('.env', ROOT));
  const file = await openEnvFile(path, fileURLToPath(new URL('.env.example', ROOT)));
  let hidden = false;
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (!hidden) {
        process.stdout.write(chunk);
      }
      done();
    },
  });
  const terminal = process.stdin.isTTY
    ? createInterface({ input: process.stdin, output, terminal: true })
    : null;
  try {
    await setUp({
      file,
      env: process.env,
      print,
      ask:
        terminal === null
          ? null
          : async (text, { secret }) => {
              process.stdout.write(`${text}: `);
              hidden = secret;
              try {
                return await terminal.question('');
              } finally {
                hidden = false;
                if (secret) {
                  print('');
                }
              }
            },
    });
  } finally {
    terminal?.close();
  }
  if (!existsSync(new URL('dist/web/index.html', ROOT))) {
    print('Next: npm run build');
  }
  print('Then: npm start, and npm run doctor in another terminal.');
}
