/** Puts `webapp/app/early.ts` into the page's head, with the names of the files that it has to fetch. */
import { fileURLToPath } from 'node:url';
import { build, type HtmlTagDescriptor, type Plugin, type Rolldown } from 'vite';
import type { AppRoute } from '../../shared/appRoutes.ts';
import type { FirstFiles } from '../../webapp/app/early.ts';
import { VENDOR } from './chunks.ts';

const WEBAPP = fileURLToPath(new URL('../../webapp/', import.meta.url));
const SOURCE = 'app/early.ts';

/** The first model of the catalog as it is installed, and its picture in the Studio's `modelArt`. */
const FIRST_MODEL = { model: 'nano-banana', file: 'fruit.svg' };

const screenModules = {
  '/create': 'features/studio/CreateScreen.tsx',
  '/gallery': 'features/gallery/Gallery.tsx',
  '/wallet': 'features/wallet/Wallet.tsx',
} satisfies Partial<Record<AppRoute, string>>;

/** Inline in a build, where the server allows it by its hash; a module of its own while developing. */
export function earlyScript(): Plugin {
  return {
    name: 'early-script',
    config: () => ({ define: { FIRST_FILES: 'null' } }),
    transformIndexHtml: {
      order: 'post',
      async handler(html, { bundle, path }) {
        if (path !== '/index.html') {
          return html;
        }
        if (!bundle) {
          return [
            {
              tag: 'script',
              attrs: { type: 'module', src: `/${SOURCE}` },
              injectTo: 'head-prepend',
            },
          ];
        }
        const styles = [...html.matchAll(/\s*<link rel="stylesheet"[^>]*href="([^"]+)">/g)];
        const code = await compile(
          firstFiles(
            bundle,
            styles.map(([, href]) => href ?? ''),
          ),
        );
        const tag: HtmlTagDescriptor = { tag: 'script', children: code, injectTo: 'head-prepend' };
        // The script in the head fetches and starts the app.
        const page = html
          .replace(/\s*<script type="module"[^>]* src="[^"]+"><\/script>/, '')
          .replace(/\s*<link rel="modulepreload"[^>]*>/g, '');
        return { html: styles.reduce((left, [link]) => left.replace(link, ''), page), tags: [tag] };
      },
    },
  };
}

function firstFiles(bundle: Rolldown.OutputBundle, styles: string[]): FirstFiles {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const chunkWith = (module: string) =>
    chunks.find(({ moduleIds }) => moduleIds.includes(WEBAPP + module));
  const texts = (name: string) =>
    Object.fromEntries(
      ['en', 'ru'].map((language) => [
        language,
        `/${chunkWith(`i18n/${language}/${name}.ts`)?.fileName}`,
      ]),
    );
  const entry = chunks.find(
    ({ isEntry, moduleIds }) => isEntry && moduleIds.includes(`${WEBAPP}app/main.tsx`),
  );
  const first = filesOf(entry, chunks);
  const beyondFirst = (module: string) =>
    [...filesOf(chunkWith(module), chunks)].filter((file) => !first.has(file));
  const screens = Object.entries(screenModules).map(
    ([path, module]) => [path, beyondFirst(module)] as const,
  );
  return {
    libraries: `/${chunks.find(({ name }) => name === VENDOR)?.fileName}`,
    app: `/${entry?.fileName}`,
    scripts: [...first].filter((file) => file.endsWith('.js')),
    styles,
    texts: texts('first'),
    laterTexts: texts('later'),
    screens: Object.fromEntries(screens),
    art: { model: FIRST_MODEL.model, href: `/${assetOf(bundle, FIRST_MODEL.file)}` },
    optional: beyondFirst('app/Background.tsx'),
  };
}

/** @throws Error when the bundle has no such file: renamed, and the name above was forgotten. */
function assetOf(bundle: Rolldown.OutputBundle, name: string): string {
  const asset = Object.values(bundle).find(
    (file) => file.type === 'asset' && file.names.includes(name),
  );
  if (!asset) {
    throw new Error(`the bundle has no ${name}`);
  }
  return asset.fileName;
}

/** The files of a chunk and of all that it imports. */
function filesOf(
  chunk: Rolldown.OutputChunk | undefined,
  chunks: readonly Rolldown.OutputChunk[],
  found = new Set<string>(),
): Set<string> {
  if (!chunk || found.has(`/${chunk.fileName}`)) {
    return found;
  }
  found.add(`/${chunk.fileName}`);
  for (const sheet of chunk.viteMetadata?.importedCss ?? []) {
    found.add(`/${sheet}`);
  }
  for (const name of chunk.imports) {
    filesOf(
      chunks.find(({ fileName }) => fileName === name),
      chunks,
      found,
    );
  }
  return found;
}

async function compile(files: FirstFiles): Promise<string> {
  const result = await build({
    configFile: false,
    root: WEBAPP,
    logLevel: 'warn',
    define: { FIRST_FILES: JSON.stringify(files) },
    build: {
      write: false,
      target: ['es2022', 'safari15.4', 'chrome105'],
      modulePreload: false,
      rolldownOptions: { input: WEBAPP + SOURCE, output: { format: 'iife' } },
    },
  });
  const { output } = Array.isArray(result)
    ? (result[0] as Rolldown.RolldownOutput)
    : (result as Rolldown.RolldownOutput);
  return output[0].code.trim();
}
