/**
 * Assigns modules to the files of the bundle: few files, so that a first load does not wait for one request
 * after the other, and one file for each tab (`docs/decisions/0054-opening-in-one-round-trip.md`).
 */
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** The part of the module graph that is used here. */
interface ModuleInfo {
  isEntry: boolean;
  importers: readonly string[];
  dynamicImporters: readonly string[];
}
interface Graph {
  getModuleInfo(id: string): ModuleInfo | null;
}

const ROOT = fileURLToPath(new URL('../../webapp/', import.meta.url));
/** The libraries of the first load. */
export const VENDOR = 'vendor';
const FIRST = 'app';
/** Parts without a visible effect, or needed only a moment after Home. */
const BACKGROUND = 'background';
const SHARED = 'shared';
/** Everything that a newcomer sees first, in one file. */
const WELCOME = 'welcome';

/** The parts of the app that are loaded later, by the folder of the module that is imported for them. */
const laterParts = {
  studio: ['studio', 'picker'],
  gallery: ['gallery'],
  wallet: ['wallet', 'payments'],
  works: ['viewer', 'job'],
  checkout: ['checkout', 'plans', 'promo', 'insufficientFunds'],
  progress: ['progress', 'badges', 'stats', 'invite', 'celebration'],
  settings: ['settings', 'support', 'events'],
  admin: ['admin'],
  outside: ['outside'],
  [WELCOME]: ['welcome'],
  [BACKGROUND]: ['notFound', 'home'],
} as const;
const partOfFolder = new Map<string, string>(
  Object.entries(laterParts).flatMap(([part, folders]) =>
    folders.map((folder) => [folder, part] as const),
  ),
);

/** Modules of the lower layers that are imported dynamically, too. */
const partOfModule: Partial<Record<string, string>> = {
  'api/eventStream.ts': BACKGROUND,
  'app/Background.tsx': BACKGROUND,
  'domain/media/blur.ts': BACKGROUND,
  'ui/OfflineBanner.tsx': BACKGROUND,
  'ui/QrCode.tsx': 'outside',
};

function pathOf(id: string): string {
  return relative(ROOT, id.replace(/\?.*$/, '')).split(sep).join('/');
}

/** The file that is loaded when a module is imported dynamically. */
function partOf(id: string): string {
  const path = pathOf(id);
  const text = /^i18n\/(\w+)\/(first|later)\.ts$/.exec(path);
  if (text) {
    return `${text[2]}-${text[1]}`;
  }
  const folder = /^features\/(\w+)\//.exec(path)?.[1] ?? '';
  return partOfModule[path] ?? partOfFolder.get(folder) ?? path.replace(/^.*\/|\.\w+$/g, '');
}

/** The parts that need the module. */
function neededBy(id: string, graph: Graph): Set<string> {
  const parts = new Set<string>();
  const seen = new Set([id]);
  for (const at of seen) {
    const module = graph.getModuleInfo(at);
    if (module?.isEntry) {
      parts.add(FIRST);
    } else if (module && module.dynamicImporters.length > 0) {
      parts.add(partOf(at));
    }
    for (const importer of module?.importers ?? []) {
      seen.add(importer);
    }
  }
  return parts;
}

/** Sheets of the shared parts come first, and all at once: no rule depends on the order of visits. */
function isSharedStyle(id: string): boolean {
  return /^(ui|domain)\/.*\.css$/.test(pathOf(id));
}

/**
 * Libraries that Home does not need, although their package's index exports them with what it needs: lists
 * read page by page, and the reader of event streams.
 */
const laterLibraries = [
  { part: SHARED, path: /query-core\/.*\/(queriesObserver|infiniteQueryObserver)\.js/ },
  { part: SHARED, path: /react-query\/.*\/(useQueries|useInfiniteQuery)\.js/ },
  { part: BACKGROUND, path: /@trpc\/server\/dist\/resolveResponse-/ },
];

/** @param id a module's file. @returns the name of its chunk. */
export function chunkOf(id: string, graph: Graph): string {
  if (isSharedStyle(id)) {
    return FIRST;
  }
  const later = laterLibraries.find(({ path }) => path.test(id));
  if (later) {
    return later.part;
  }
  const parts = neededBy(id, graph);
  if (parts.has(FIRST)) {
    return id.includes('/node_modules/') ? VENDOR : FIRST;
  }
  for (const part of [BACKGROUND, WELCOME]) {
    if (parts.has(part)) {
      return part;
    }
  }
  const [only] = parts;
  return parts.size === 1 && only ? only : SHARED;
}

/** For `build.rolldownOptions.output.codeSplitting`: what is needed sooner is placed first. */
export const chunkGroups = [VENDOR, FIRST, BACKGROUND, WELCOME, SHARED, null].map((wanted, i) => ({
  name: (id: string, graph: Graph) => {
    const name = chunkOf(id, graph);
    return wanted === null || wanted === name ? name : null;
  },
  debugName: wanted ?? 'later parts',
  priority: 10 - i,
}));

/**
 * The event stream's reader is in the same module as the calls of the first load. A copy of that module for
 * its only user keeps it out of the first load.
 */
export function ownCopyForEventStream(): Plugin {
  return {
    name: 'own-copy-for-event-stream',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (source === '@trpc/client' && importer?.endsWith('/webapp/api/eventStream.ts')) {
        const found = await this.resolve(source, importer, { skipSelf: true });
        return found && `${found.id}?eventStream`;
      }
    },
  };
}
