import react from '@vitejs/plugin-react';
import { defineConfig, type ProxyOptions } from 'vite';
import { chunkGroups, ownCopyForEventStream } from './scripts/web/chunks.ts';
import { earlyScript } from './scripts/web/early.ts';

/**
 * What the API server answers; everything else is the web app. The paths are narrow on purpose:
 * in development `/telegram/init.ts` and `/api/client.ts` are modules of the web app.
 */
const serverPaths = [
  '^/trpc/',
  '^/media/',
  '^/api/(v1|export)/',
  '^/telegram/webhook/',
  '^/yookassa/',
  '^/fal/',
  '^/(healthz|readyz|metrics)$',
];

function proxyToServer(): Record<string, ProxyOptions> {
  const target = `http://127.0.0.1:${process.env.API_PORT ?? 3000}`;
  return Object.fromEntries(serverPaths.map((path) => [path, { target, xfwd: true }]));
}

// Hot reload needs no setting behind a proxy: the page's own address is where its socket connects.
export default defineConfig({
  root: 'webapp',
  plugins: [react(), ownCopyForEventStream(), earlyScript()],
  // Icons are single small modules; bundling them anew for each new one would reload the page.
  optimizeDeps: { exclude: ['lucide-react'] },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: ['es2022', 'safari15.4', 'chrome105'],
    // Nothing inline, so that the page lives under a strict content security policy.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // For scripts/checkBundle.ts, which adds up what a first load brings.
    manifest: true,
    rolldownOptions: { output: { codeSplitting: { groups: chunkGroups } } },
  },
  server: { host: '127.0.0.1', proxy: proxyToServer() },
  preview: { host: '127.0.0.1', proxy: proxyToServer() },
});
