/** What is measured beside each other. */
import type { Load } from './load.ts';

const order = {
  operation: 'create',
  model: 'nano-banana',
  prompt: 'a lighthouse in a storm, oil on canvas',
  aspectRatio: '1:1',
};

/** What is measured: where, with which call. `bare` asks no server. */
export const contenders = {
  empty: { server: 'ours', path: '/trpc/bench.empty', body: null },
  'me.get': { server: 'ours', path: '/trpc/me.get', body: null },
  'me.get usual way': { server: 'reference', path: '/trpc/me.get', body: null },
  'me.get usual way, brief': { server: 'reference', path: '/trpc/me.brief', body: null },
  'generation.create': { server: 'ours', path: '/trpc/generation.create', body: order },
  'generation.create usual way': {
    server: 'reference',
    path: '/trpc/generation.create',
    body: order,
  },
  'charge only': { server: 'ours', path: '/trpc/bench.charge', body: {} },
  'bare statements of a charge': { server: 'bare', path: '', body: null },
} as const satisfies Record<
  string,
  { server: 'ours' | 'reference' | 'bare' } & Pick<Load, 'path' | 'body'>
>;
export type Contender = keyof typeof contenders;
