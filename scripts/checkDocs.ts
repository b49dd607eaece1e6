/**
 * Part of `npm run check`: every path that a document names in backticks, or links to, exists, and every decision is in
 * their list, by number.
 */
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
const decisions = (await Array.fromAsync(glob('docs/decisions/0*.md', { cwd: root }))).sort();
const list = await readFile(join(root, 'docs/decisions/README.md'), 'utf8');
const listed = [...list.matchAll(/^\| \[\d{4}\]\(([^)]+)\)/gm)].map(
  ([, path = '']) => `docs/decisions/${path}`,
);
const faults = [
  ...missing.map((line) => `${line} does not exist`),
  ...decisions
    .filter((path, at) => listed[at] !== path)
    .slice(0, 1)
    .map((path) => `docs/decisions/README.md: ${path} is not at its place in the list`),
];
for (const line of faults) {
  process.stdout.write(`${line}\n`);
}
process.exitCode = faults.length === 0 ? 0 : 1;
