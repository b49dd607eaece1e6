/** The addresses of the web app where Vite serves it: the same ones as in production. */
import type { Connect, Plugin } from 'vite';
import { appRouteOf } from '../../shared/appRoutes.ts';

/**
 * A person who opens `/` in a browser is led to the simulated Telegram, which frames the app from there.
 * Known addresses have the app's page; Vite, as `appType: 'mpa'`, answers 404 to the others.
 */
export function addresses(hostUrl: string): Plugin {
  const answer: Connect.NextHandleFunction = (request, response, next) => {
    const { pathname, search } = new URL(request.url ?? '/', hostUrl);
    // A frame is loaded as `iframe`.
    if (pathname === '/' && request.headers['sec-fetch-dest'] === 'document') {
      response.writeHead(302, { location: `${hostUrl}${search}` }).end();
      return;
    }
    if (request.method === 'GET' && appRouteOf(pathname) !== undefined) {
      request.url = `/index.html${search}`;
    }
    next();
  };
  return {
    name: 'addresses',
    configureServer: ({ middlewares }) => void middlewares.use(answer),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(answer),
  };
}
