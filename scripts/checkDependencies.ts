/**
 * Part of `npm run check`: production dependencies have a licence that we know, and, where the registry can
 * be asked, no known vulnerability of high severity.
 */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';

const allowed = new Set([
  '(MIT OR CC0-1.0)',
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
]);
/** Used as they are, as separate files; fonts are data. */
const allowedFor: Record<string, RegExp> = {
  'LGPL-3.0': /^libheif-js$/,
  'LGPL-3.0-or-later': /^@img\/sharp-libvips-/,
  'Apache-2.0 AND LGPL-3.0-or-later': /^@img\/sharp-/,
  'Apache-2.0 AND LGPL-3.0-or-later AND MIT': /^@img\/sharp-wasm32$/,
  'OFL-1.1': /^@fontsource\//,
  // The Node binary itself (MIT), whose package lacks the field.
  none: /^node-(darwin|linux|win)-/,
};

interface Locked {
  license?: string;
  dev?: boolean;
  devOptional?: boolean;
}

const print = (line: string) => process.stdout.write(`${line}\n`);
const root = new URL('../', import.meta.url);
const lock = JSON.parse(await readFile(new URL('package-lock.json', root), 'utf8')) as {
  packages: Record<string, Locked>;
};
const shipped = Object.entries(lock.packages).filter(
  ([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional,
);
const unknown = shipped.flatMap(([path, { license = 'none' }]) => {
  const name = path.split('node_modules/').at(-1) ?? path;
  return allowed.has(license) || allowedFor[license]?.test(name) ? [] : [`${name}: ${license}`];
});
for (const line of unknown) {
  print(`licence of ${line} is not in the list of scripts/checkDependencies.ts`);
}

/** @returns null when the registry does not answer. */
function countVulnerabilities(): { high: number; critical: number } | null {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
    cwd: root,
    encoding: 'utf8',
    timeout: 30_000,
  });
  try {
    return JSON.parse(stdout).metadata?.vulnerabilities ?? null;
  } catch {
    return null;
  }
}

const found = countVulnerabilities();
const isSafe = found === null || found.high + found.critical === 0;
const verdict = found
  ? `${found.high} high and ${found.critical} critical vulnerabilities`
  : 'the registry could not be asked for vulnerabilities';
print(`dependencies: ${shipped.length} packages in production; ${verdict}`);
process.exitCode = unknown.length === 0 && isSafe ? 0 : 1;
