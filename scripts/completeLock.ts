/**
 * Completes package-lock.json for every platform. npm leaves an optional package out of the lock when
 * the registry in use does not have it, and `npm ci` then refuses everywhere. The entry needs no more
 * than name, version and platform: other platforms never ask for it. Run it after changing dependencies.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { countOf } from '../server/core/countOf.ts';

interface LockEntry {
  version?: string;
  optional?: boolean;
  dev?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

const FILE = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const SYSTEMS = ['darwin', 'linux', 'win32', 'freebsd', 'android', 'openharmony', 'aix', 'sunos'];
const PROCESSORS = [
  'x64',
  'arm64',
  'ia32',
  'arm',
  'riscv64',
  'ppc64',
  's390x',
  'loong64',
  'wasm32',
];

/** Reads the platform out of a name such as `@swc/core-linux-arm64-musl`. */
function platformOf(name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> | null {
  const words = name.split(/[-/]/);
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  if (!cpu) {
    return null;
  }
  const musl = words.some((word) => word.startsWith('musl'));
  const glibc = words.some((word) => word.startsWith('gnu'));
  return {
    ...(os ? { os: [os] } : {}),
    cpu: [cpu],
    ...(musl ? { libc: ['musl'] } : {}),
    ...(glibc ? { libc: ['glibc'] } : {}),
  };
}

const lock = JSON.parse(await readFile(FILE, 'utf8')) as { packages: Record<string, LockEntry> };
const added: string[] = [];
for (const entry of Object.values({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const platform = platformOf(name);
    const place = `node_modules/${name}`;
    if (!lock.packages[place] && platform && /^\d+\.\d+\.\d+[\w.+-]*$/.test(version)) {
      const { dev } = entry;
      lock.packages[place] = { version, ...platform, ...(dev ? { dev } : {}), optional: true };
      added.push(`${name}@${version}`);
    }
  }
}
const [root, ...rest] = Object.entries(lock.packages);
const sorted = rest.sort(([a], [b]) => a.localeCompare(b, 'en'));
lock.packages = Object.fromEntries(root ? [root, ...sorted] : sorted);
await writeFile(FILE, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${countOf(added.length, 'package')} added\n`);
