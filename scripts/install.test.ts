/** What `npm ci` prints that a newcomer could take for an error is avoided, or explained in the README. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const read = (path: string) =>
  readFile(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');

interface Lock {
  packages: Record<string, { engines?: { node?: string }; hasInstallScript?: boolean }>;
}

/** The oldest Node that the README allows. */
const OLDEST = 20;

/** Whether a range of a package has no version with this major number; enough for the ranges in use. */
const excludes = (range: string): boolean =>
  range.split('||').every((part) => {
    const [sign = '', major = 0] = /^\s*(\^|>=|~)?\s*(\d+)/.exec(part)?.slice(1) ?? [];
    return sign === '>=' ? Number(major) > OLDEST : Number(major) !== OLDEST;
  });

describe('npm ci', () => {
  it('runs no install scripts, whatever the version of npm', async () => {
    const lock: Lock = JSON.parse(await read('package-lock.json'));
    const withScripts = Object.values(lock.packages).filter((one) => one.hasInstallScript);
    expect(withScripts.length).toBeGreaterThan(0);
    expect((await read('.npmrc')).split('\n')).toContain('ignore-scripts=true');
  });

  it('warns of engines that the README explains', async () => {
    const lock: Lock = JSON.parse(await read('package-lock.json'));
    const newer = Object.values(lock.packages).filter(
      ({ engines }) => engines?.node && excludes(engines.node),
    );
    const readme = (await read('README.md')).replace(/\s+/g, ' ');
    expect(excludes(lock.packages['']?.engines?.node ?? '')).toBe(false);
    expect(newer.length).toBeGreaterThan(0);
    expect(readme).toContain('Any Node ≥ 20 is enough');
    expect(readme).toMatch(/brings its own Node 24.* the warnings that npm prints/);
    expect(readme).toContain('`EBADENGINE`');
  });
});
