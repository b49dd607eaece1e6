/** The dialogue of `npm run setup` in a terminal. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openDialogue } from './dialogue.ts';
import { openEnvFile } from './envFile.ts';
import { setUp } from './setup.ts';

const ROOT = new URL('../../', import.meta.url);

export async function runSetup(print: (line: string) => void): Promise<void> {
  const path = fileURLToPath(new URL('.env', ROOT));
  const file = await openEnvFile(path, fileURLToPath(new URL('.env.example', ROOT)));
  const dialogue = process.stdin.isTTY ? openDialogue(process.stdin, process.stdout) : null;
  try {
    await setUp({ file, env: process.env, print, ask: dialogue?.ask ?? null });
  } finally {
    dialogue?.close();
  }
  if (!existsSync(new URL('dist/web/index.html', ROOT))) {
    print('Next: npm run build');
  }
  print('Then: npm start, and npm run doctor in another terminal.');
}
