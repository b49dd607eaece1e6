/** The address that people and Telegram use, and the files that it serves. */
import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Finding, ok, problem, reasonOf, warning } from '../../core/finding.ts';

const TIMEOUT_MS = 8000;
const PAGE = fileURLToPath(new URL('../../../dist/web/index.html', import.meta.url));

/** @param page the built page; another one in tests. */
export async function checkWebApp(page = PAGE): Promise<Finding> {
  try {
    await access(page);
    return ok('web app', 'It is built.');
  } catch {
    return problem('web app', 'It is not built, so the app shows nothing.', 'Run `npm run build`.');
  }
}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;
const isLoopback = (address: string) => LOOPBACK.test(new URL(address).hostname);

/** @returns what is wrong with the form of a URL, in a sentence; null when Telegram would open it. */
export function addressProblem(publicUrl: string, apiRoot: string): string | null {
  if (!URL.canParse(publicUrl)) {
    return 'This is not an address; one looks like https://app.example.org.';
  }
  return publicUrl.startsWith('https:') || (isLoopback(publicUrl) && isLoopback(apiRoot))
    ? null
    : 'Telegram opens addresses that begin with https:// only.';
}

/** @param apiRoot of the Bot API: one on this machine opens URLs of this machine without https. */
export async function checkAddress(publicUrl: string | null, apiRoot: string): Promise<Finding> {
  if (publicUrl === null) {
    return warning(
      'address',
      'PUBLIC_URL is empty: the bot has no button that opens the app.',
      'Set it to the https address of this server.',
    );
  }
  const wrong = addressProblem(publicUrl, apiRoot);
  if (wrong !== null) {
    return problem(
      'address',
      `PUBLIC_URL will not do: ${wrong}`,
      'Put the server behind a proxy with a certificate, such as Caddy.',
    );
  }
  try {
    const response = await fetch(`${publicUrl}/healthz`, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    });
    const body = (await response.json()) as { status?: unknown };
    if (response.status !== 200 || body.status !== 'ok') {
      throw new Error(`it answered ${response.status}`);
    }
    return ok('address', 'This server answers at PUBLIC_URL.');
  } catch (error) {
    return problem(
      'address',
      `This server does not answer at PUBLIC_URL: ${reasonOf(error)}.`,
      'Start it; then check the name (DNS), the proxy and the certificate.',
    );
  }
}
