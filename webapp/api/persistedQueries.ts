import {
  type DehydratedState,
  dehydrate,
  hydrate,
  type Query,
  type QueryClient,
} from '@tanstack/react-query';
import { keep, readKept } from '../telegram/deviceStorage.ts';

/**
 * The last content of Home, the gallery and the history, stored on the device for its person: the next
 * opening shows it at once, also without a connection, and refetches as usual.
 */

const NAME = 'pages';
/** Changes of one moment are written together, ms. */
const SAVE_AFTER_MS = 1000;
const MAX_AGE_MS = 7 * 24 * 3600 * 1000;
/** Browsers allow about 5 MB for all stored data. */
const MAX_CHARACTERS = 400_000;

/** Paths of the router, and queries of our own. */
const persistedPaths = new Set([
  'me.get',
  'wallet.get',
  'walletHistory',
  'gallery.list',
  'progress.get',
  'webinars.list',
  'payments.list',
]);

interface PersistedQueries {
  /** The build that wrote them: another one may read them differently. */
  build: string;
  at: number;
  state: unknown;
}

const build = import.meta.url;

/** Fills the cache before anything is shown. */
export function restoreQueries(client: QueryClient): void {
  const stored = readKept(NAME) as Partial<PersistedQueries> | null;
  if (stored?.build === build && Date.now() - Number(stored.at) < MAX_AGE_MS) {
    hydrate(client, stored.state as DehydratedState);
  }
}

/** Stores what is shown from now on. */
export function persistQueries(client: QueryClient): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    const state = dehydrate(client, { shouldDehydrateQuery: isPersisted });
    for (const query of state.queries) {
      query.state.data = firstPage(query.state.data);
    }
    const pages = { build, at: Date.now(), state } satisfies PersistedQueries;
    keep(NAME, state.queries.length > 0 ? pages : null, MAX_CHARACTERS);
  };
  client.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && isPersisted(query)) {
      timer ??= setTimeout(save, SAVE_AFTER_MS);
    }
  });
  document.addEventListener('visibilitychange', () => {
    if (timer !== undefined && document.visibilityState === 'hidden') {
      save();
    }
  });
}

function isPersisted({ queryKey, state }: Query): boolean {
  const [first, second] = queryKey;
  const path = Array.isArray(first) ? first.join('.') : String(first);
  const isFiltered =
    path === 'walletHistory'
      ? second !== 'all'
      : /"(kind|operation|model|favourite|trash)":/.test(JSON.stringify(second) ?? '');
  return state.status === 'success' && persistedPaths.has(path) && !isFiltered;
}

/** The first pages of a list that is read page by page. */
function firstPage(data: unknown): unknown {
  const list = data as { pages?: unknown[]; pageParams?: unknown[] } | undefined;
  return Array.isArray(list?.pages) && Array.isArray(list.pageParams)
    ? { pages: list.pages.slice(0, 1), pageParams: list.pageParams.slice(0, 1) }
    : data;
}
