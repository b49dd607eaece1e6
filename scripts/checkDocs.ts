/** Part of `npm run check`: every path that a document names in backticks, or links to, exists. */
import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const folders =
  'bench|deploy|docs|e2e|examples|local-artist|migrations|scripts|server|shared|simulators|webapp';
const quoted = new RegExp(`\`((?:${folders})/[^\`\\s]+)\``, 'g');
const linked = /\]\((?!https?:|#|mailto:)([^)#\s]+)/g;
/** Names with a placeholder for the reader's choice. */
const isPattern = (path: string) => /[*{}<>…@]|NNNN/.test(path);

const missing: string[] = [];
for await (const document of glob('{*.md,docs/**/*.md,*/README.md}', {
  cwd: root,
  exclude: ['node_modules'],
})) {
  // Records of earlier changes and decisions may name what was removed.
  if (/CHANGELOG|docs\/decisions\/\d/.test(document)) {
    continue;
  }
  const text = await readFile(join(root, document), 'utf8');
  const named = [...text.matchAll(quoted)].map(([, path = '']) => path);
  const linkedTo = [...text.matchAll(linked)].map(([, path = '']) => join(dirname(document), path));
  for (const path of [...named, ...linkedTo].filter((path) => !isPattern(path))) {
    if (!existsSync(join(root, path))) {
      missing.push(`${document}: ${path}`);
    }
  }
}
for (const line of missing) {
  process.stdout.write(`${line} does not exist\n`);
}
process.exitCode = missing.length === 0 ? 0 : 1;
