import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { dirname, join, matchesGlob, relative } from 'node:path';
import { expect, it } from 'vitest';
import lock from '../package-lock.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');
const dockerfile = await readFile(join(root, 'Dockerfile'), 'utf8');
/** What the last stage copies from the repository itself. */
const copied = [...dockerfile.matchAll(/^COPY ([a-z-]+) \1$/gm)].map(([, folder]) => folder);
const removed = (/rm -rf (.+?) \\$/m.exec(dockerfile)?.[1] ?? '').split(' ');
const imported =
  /^(?:import|export)\b(?! type)[^;]*?from '([^']+)'|\bimport\('([^']+)'\)|new URL\('(\.[^']+\.ts)'/gm;

interface Locked {
  dev?: boolean;
  dependencies?: Record<string, string>;
}
const shipped = Object.entries(lock.packages as Record<string, Locked>).filter(
  ([path, { dev }]) => path !== '' && !dev,
);
const isRemoved = (name: string) =>
  removed.some((pattern) => matchesGlob(name, pattern) || name.startsWith(`${pattern}/`));

/** Every module that `server/main.ts` leads to, and the packages that they ask for. */
async function reach(start: string) {
  const modules = new Set([start]);
  const packages = new Set<string>();
  for (const module of modules) {
    for (const match of (await readFile(module, 'utf8')).matchAll(imported)) {
      const name = match[1] ?? match[2] ?? match[3] ?? '';
      if (name.startsWith('.')) {
        modules.add(join(dirname(module), name));
      } else if (!isBuiltin(name)) {
        packages.add(name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
      }
    }
  }
  return { modules: [...modules].map((module) => relative(root, module)), packages: [...packages] };
}

const { modules, packages } = await reach(join(root, 'server/main.ts'));

it('the image has every folder that the server uses', () => {
  expect(modules.length).toBeGreaterThan(100);
  const folders = new Set(modules.map((module) => module.split('/')[0]));
  expect([...folders].filter((folder) => !copied.includes(folder))).toEqual([]);
  expect(copied.filter((folder) => !existsSync(join(root, folder ?? '')))).toEqual([]);
});

it('the image has every package that the server uses', () => {
  expect(packages).toContain('express');
  const shippedNames = shipped.map(([path]) => path.replace('node_modules/', ''));
  expect(packages.filter((name) => !shippedNames.includes(name) || isRemoved(name))).toEqual([]);
});

it('the image lacks no package that another one in it depends on', () => {
  const lacking = shipped
    .map(([path, { dependencies = {} }]) => ({
      name: path.replace('node_modules/', ''),
      needs: Object.keys(dependencies).filter((name) => isRemoved(name) && !/^@types\//.test(name)),
    }))
    .filter(({ name, needs }) => !isRemoved(name) && needs.length > 0);
  expect(lacking).toEqual([]);
});
