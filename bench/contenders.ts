/** The calls that are measured beside each other, and how they should compare. */
import type { Load } from './load.ts';

/** A call of a server; `bare` runs without one. */
export interface Call extends Pick<Load, 'path' | 'body'> {
  server: 'ours' | 'reference' | 'bare';
  /** The number of the one person who calls; everybody in turn if unset. */
  person?: number;
}

const order = {
  operation: 'create',
  model: 'nano-banana',
  prompt: 'a lighthouse in a storm, oil on canvas',
  aspectRatio: '1:1',
};

const ours = (procedure: string, body: Call['body'] = null): Call => ({
  server: 'ours',
  path: `/trpc/${procedure}`,
  body,
});
const usual = (procedure: string, body: Call['body'] = null): Call => ({
  ...ours(procedure, body),
  server: 'reference',
});

export const contenders: Record<string, Call> = {
  empty: ours('bench.empty'),
  'me.get': ours('me.get'),
  'me.get, usual way': usual('me.get'),
  'person and balances only, usual way': usual('me.brief'),
  charge: ours('bench.charge', {}),
  'charge, usual way': usual('charge', {}),
  'charge, bare statements': { server: 'bare', path: '', body: null },
  'generation.create': ours('generation.create', order),
  'generation.create, usual way': usual('generation.create', order),
  'the same, workers not woken': usual('generation.createUnannounced', order),
};

/** A ratio of two figures of the table; `wanted` is its minimum, or for times its maximum. */
export interface Comparison {
  of: string;
  to: string;
  by: 'perSecond' | 'p50';
  wanted?: number;
}

export const comparisons: Comparison[] = [
  { of: 'me.get', to: 'me.get, usual way', by: 'perSecond', wanted: 6.5 },
  { of: 'me.get', to: 'person and balances only, usual way', by: 'perSecond' },
  { of: 'me.get', to: 'empty', by: 'perSecond', wanted: 0.7 },
  { of: 'charge', to: 'charge, usual way', by: 'perSecond', wanted: 4 },
  { of: 'charge', to: 'charge, bare statements', by: 'perSecond' },
  { of: 'generation.create', to: 'generation.create, usual way', by: 'perSecond', wanted: 3.6 },
  { of: 'generation.create', to: 'the same, workers not woken', by: 'perSecond' },
];
