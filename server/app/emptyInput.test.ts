/** A missing field never means "everything": the scope of a mutation is always explicit. */
import type { AnyProcedure } from '@trpc/server';
import { expect, it } from 'vitest';
import { appRouter } from './appRouter.ts';

interface Parser {
  parse(value: unknown): unknown;
}

/** Takes nothing; changes nothing when nothing is given; makes a link to the person's own history. */
const MAY_BE_EMPTY = ['me.launch', 'me.updateSettings', 'wallet.exportHistory'];
/** What it takes is a form or a stream. */
const UPLOAD = 'generation.uploadInput';

const mutations = Object.entries(
  appRouter._def.procedures as unknown as Record<string, AnyProcedure>,
).filter(([, procedure]) => procedure._def.type === 'mutation');

function accepts(procedure: AnyProcedure, value: unknown): boolean {
  const { inputs } = procedure._def as unknown as { inputs: Parser[] };
  try {
    for (const parser of inputs) {
      parser.parse(value);
    }
    return true;
  } catch {
    return false;
  }
}

it.each([
  ['an empty object', {}],
  ['nothing', undefined],
  ['null', null],
  ['an empty list', []],
  ['a form', new FormData()],
  ['a stream', new ReadableStream()],
])('no mutation takes %s for an order', (_what, value) => {
  const isUpload = value instanceof FormData || value instanceof ReadableStream;
  const exempt = isUpload ? [...MAY_BE_EMPTY, UPLOAD] : MAY_BE_EMPTY;
  const taken = mutations.filter(([, one]) => accepts(one, value)).map(([path]) => path);
  expect(taken.filter((path) => !exempt.includes(path))).toEqual([]);
});

it('emptying the trash has to be explicit, and excludes other fields', () => {
  const purge = mutations.find(([path]) => path === 'gallery.purge')?.[1] ?? expect.fail();
  const id = '01890000-0000-7000-8000-000000000000';
  expect(accepts(purge, { all: true })).toBe(true);
  expect(accepts(purge, { ids: [id] })).toBe(true);
  for (const value of [{ all: false }, { ids: [] }, { ids: null }, { ids: [id], all: true }]) {
    expect(accepts(purge, value)).toBe(false);
  }
});

it('no query that is read page by page has a field of the name that the app’s library adds by itself', () => {
  const paged = Object.entries(
    appRouter._def.procedures as unknown as Record<string, AnyProcedure>,
  ).flatMap(([path, procedure]) => {
    const { inputs } = procedure._def as unknown as {
      inputs: { shape?: object; schema?: object }[];
    };
    const shapes = inputs.map(
      (input) => input.shape ?? (input.schema as { shape?: object })?.shape,
    );
    return shapes.some((shape) => shape && 'cursor' in shape) ? [{ path, shapes }] : [];
  });
  expect(paged.length).toBeGreaterThan(10);
  const taken = paged.filter(({ shapes }) => shapes.some((shape) => shape && 'direction' in shape));
  expect(taken.map(({ path }) => path)).toEqual([]);
});
