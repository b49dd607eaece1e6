import type { AppContext } from '../app/context.ts';
import { startWeb } from '../http/web.ts';

/** Serves a test's app over real HTTP on a free port. */
export async function serveHttp(app: AppContext) {
  const web = await startWeb(app);
  return { url: `http://127.0.0.1:${web.port}`, stop: web.stop };
}
