/**
 * The app's first request: the launch, and after it what the screen shows, as one batch
 * (`POST /trpc/me.launch,wallet.get,…?batch=1`). The library takes calls of one kind together only; here
 * the reads come after the launch has been carried out, so a newcomer gets them too
 * (`docs/decisions/0054-opening-in-one-round-trip.md`).
 */

type Resolve = (path: string, request: Request) => Promise<Response>;

export function isOpeningBatch(path: string, method: string, first: string | undefined): boolean {
  return first !== undefined && method === 'POST' && path.startsWith(`${first},`);
}

/**
 * @param resolve answers a batch of calls of one kind; reads have to be taken by POST as well.
 * @returns the launch's own answer when it was refused: then nothing else is read.
 */
export async function answerOpening(
  path: string,
  request: Request,
  resolve: Resolve,
): Promise<Response> {
  const [first = '', ...reads] = path.split(',');
  const inputs = asInputs(await request.json());
  const shifted = Object.fromEntries(
    Object.entries(inputs)
      .filter(([index]) => index !== '0')
      .map(([index, input]) => [Number(index) - 1, input]),
  );
  const launched = await resolve(first, withInputs(request, { 0: inputs['0'] }));
  if (!launched.ok) {
    return launched;
  }
  const read = await resolve(reads.join(), withInputs(request, shifted));
  const [launch, answers] = await Promise.all([launched.json(), read.json()]);
  return Response.json([...launch, ...[answers].flat()], {
    status: read.status === 200 ? 200 : 207,
    headers: { 'content-type': 'application/json' },
  });
}

function asInputs(body: unknown): Record<string, unknown> {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

function withInputs({ url, headers, signal }: Request, inputs: object): Request {
  return new Request(url, { method: 'POST', headers, signal, body: JSON.stringify(inputs) });
}
