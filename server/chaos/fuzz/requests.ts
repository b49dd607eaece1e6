/**
 * Requests of one session, generated from a seed alone; values that only answers can provide are filled in
 * later.
 */
import fc from 'fast-check';
import { inputsOf } from './arbitraries.ts';
import { hostileHeaders, hostileInput, hostileText, methods, rawRequests } from './hostile.ts';
import { listProcedures, type ProcedureInfo } from './procedures.ts';
import { usualInputs } from './usualInputs.ts';

export interface PlannedCall {
  procedure: ProcedureInfo;
  /** With slots. */
  input: unknown;
}

export type Planned =
  | { kind: 'call'; call: PlannedCall }
  | { kind: 'batch'; calls: PlannedCall[]; separateInputs: boolean }
  | {
      kind: 'framing';
      call: PlannedCall;
      method: string;
      headers: Record<string, string>;
      change: (json: string) => string;
      query: string;
    }
  | {
      kind: 'endpoint';
      method: string;
      path: string;
      headers: Record<string, string>;
      body: string;
    }
  | { kind: 'link'; pick: number; method: string; headers: Record<string, string>; change: string }
  | { kind: 'upload'; bytes: Buffer; form: boolean }
  | { kind: 'stream'; headers: Record<string, string> }
  | { kind: 'update'; bot: string; body: string }
  | { kind: 'notification'; body: string }
  | { kind: 'raw'; text: string };

const procedures = listProcedures();
/** Work for a provider costs more than everything else together; a fraction of it is enough. */
const seldom = new Set(['generation.create', 'gallery.share', 'gallery.sendAlbum']);

function inputOf({ path, input }: ProcedureInfo): fc.Arbitrary<unknown> {
  if (input === null || input === 'body') {
    return fc.constant(undefined);
  }
  const any = inputsOf(input);
  const usual = usualInputs[path];
  return usual ? fc.oneof({ weight: 3, arbitrary: usual }, { weight: 1, arbitrary: any }) : any;
}

const callable = procedures.filter(
  ({ type, input }) => type !== 'subscription' && input !== 'body',
);
const oneOfCalls = (change: (input: fc.Arbitrary<unknown>) => fc.Arbitrary<unknown>) =>
  fc.oneof(
    ...callable.map((procedure) => ({
      weight: seldom.has(procedure.path) ? 2 : 4,
      arbitrary: change(inputOf(procedure)).map((input): PlannedCall => ({ procedure, input })),
    })),
  );
const goodCalls = oneOfCalls((input) => input);
const badCalls = oneOfCalls(hostileInput);

const bodies = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)),
  fc.constantFrom(
    '',
    'null',
    '{}',
    '[]',
    '"',
    '\u0000',
    'x'.repeat(300_000),
    '[[[[',
    '{"a":1e999}',
  ),
);

const paths = fc.oneof(
  fc.constantFrom(
    '/',
    '/healthz',
    '/readyz',
    '/metrics',
    '/index.html',
    '/wallet',
    '/trpc',
    '/trpc/',
    '/trpc/me',
    '/trpc/me.get,me.get,wallet.get?batch=1&input=%7B%7D',
    '/trpc/me.get?input=%ff',
    '/trpc/me.get?input=%7B&input=%7B',
    '/trpc/__proto__.constructor',
    '/trpc/me.get%00',
    '/media/',
    '/media/..%2f..%2fpackage.json?for=view&of=a&until=1&sig=a',
    `/media/${'a'.repeat(64)}.png?for=view&of=x&until=99999999999&sig=${'A'.repeat(32)}`,
    `/media/${'a'.repeat(64)}.png?for=view&for=download&of[]=x&until=1e9`,
    '/api/export/history.csv',
    '/api/export/history.csv?d=e30&until=99999999999&sig=AAAA',
    '/api/export/webinar.ics?d=%&until=NaN&sig=',
    '/api/export/../../healthz',
    '/api/v1/openapi.json',
    '/api/v1/users/1',
    '/api/bot',
    '/telegram/webhook/main',
    '/telegram/webhook/nobody',
    '/telegram/webhook/__proto__',
    '/yookassa/webhook',
    '/fal/webhook',
    '/fal/webhook?x=1',
    '/.env',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/%',
    '/%E0%A4%A',
    '//',
    '/?startapp=%00',
  ),
  fc.webPath({ size: 'small' }).map((path) => path || '/'),
);

/** As Telegram sends them, as far as we read them, with arbitrary values in some fields. */
const anyValue = fc.oneof(
  fc.constantFrom<unknown>(1, 0, -1, 2 ** 53, 'text', '', '\u0000', '\ud800', null, [], {}),
  fc.jsonValue({ maxDepth: 2 }),
);
const from = fc.record(
  {
    id: fc.oneof(fc.integer({ min: 1, max: 1e9 }), anyValue),
    first_name: anyValue,
    is_bot: fc.boolean(),
  },
  { requiredKeys: ['id'] },
);
const charge = fc.record(
  {
    currency: fc.oneof(fc.constantFrom('XTR', 'RUB'), anyValue),
    total_amount: fc.oneof(fc.integer({ min: 0, max: 10_000 }), anyValue),
    invoice_payload: fc.oneof(fc.uuid(), anyValue),
    telegram_payment_charge_id: fc.oneof(fc.string({ minLength: 1, maxLength: 40 }), anyValue),
    provider_payment_charge_id: anyValue,
    subscription_expiration_date: fc.oneof(fc.integer(), anyValue),
    is_recurring: anyValue,
  },
  { requiredKeys: [] },
);
const chat = fc.oneof(
  fc.record({ id: fc.integer({ min: 1, max: 1e9 }), type: fc.constant('private') }),
  anyValue,
);
const updates = fc.record(
  {
    update_id: fc.oneof({ weight: 6, arbitrary: fc.nat(1e9) }, { weight: 1, arbitrary: anyValue }),
    message: fc.record(
      {
        message_id: fc.nat(),
        date: fc.nat(),
        chat,
        from,
        text: fc.oneof(
          fc.constantFrom('/start', '/start r_abc', '/paysupport', '/terms', '/help', 'hello'),
          anyValue,
        ),
        successful_payment: charge,
        refunded_payment: charge,
      },
      { requiredKeys: ['message_id', 'date', 'chat'] },
    ),
    pre_checkout_query: fc.record(
      {
        id: anyValue,
        from,
        currency: fc.constantFrom('XTR', 'RUB'),
        total_amount: anyValue,
        invoice_payload: fc.oneof(fc.uuid(), anyValue),
      },
      { requiredKeys: ['id'] },
    ),
    my_chat_member: anyValue,
    subscription: charge,
  },
  { requiredKeys: ['update_id'] },
);

const notifications = fc.oneof(
  bodies,
  fc
    .record(
      {
        type: fc.constantFrom('notification', 'other'),
        event: fc.oneof(
          fc.constantFrom('payment.succeeded', 'payment.canceled', 'refund.succeeded'),
          anyValue,
        ),
        object: fc.oneof(
          fc.record({
            id: fc.oneof(fc.uuid(), anyValue),
            payment_id: fc.oneof(fc.uuid(), anyValue),
          }),
          anyValue,
        ),
      },
      { requiredKeys: [] },
    )
    .map((value) => JSON.stringify(value)),
);

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const pictures = fc.oneof(
  fc.constant(PIXEL),
  fc.nat(PIXEL.length).map((length) => PIXEL.subarray(0, length)),
  fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes)),
  fc
    .constantFrom('\xff\xd8\xff\xe0', 'RIFF....WEBPVP8 ', 'GIF89a', '....ftypheic', '<svg/>')
    .map((head) => Buffer.from(head, 'latin1')),
);

const kinds: { weight: number; arbitrary: fc.Arbitrary<Planned> }[] = [
  { weight: 48, arbitrary: goodCalls.map((call) => ({ kind: 'call', call })) },
  { weight: 22, arbitrary: badCalls.map((call) => ({ kind: 'call', call })) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('batch' as const),
      calls: fc.array(fc.oneof(goodCalls, badCalls), { minLength: 1, maxLength: 12 }),
      separateInputs: fc.boolean(),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('framing' as const),
      call: goodCalls,
      method: methods,
      headers: hostileHeaders,
      change: hostileText,
      query: fc.constantFrom(
        '',
        '?batch=1',
        '?batch=0',
        '?input=',
        '?batch=1&batch=1',
        '?connectionParams=1',
      ),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('endpoint' as const),
      method: fc.oneof(fc.constantFrom('GET', 'POST'), methods),
      path: paths,
      headers: hostileHeaders,
      body: bodies,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('link' as const),
      pick: fc.nat(10_000),
      method: fc.constantFrom('GET', 'GET', 'HEAD', 'POST'),
      headers: hostileHeaders,
      change: fc.constantFrom('', '', '', '&sig=x', '&of=x', '&until=1', '&for=download', '%00'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('upload' as const),
      bytes: pictures,
      form: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('stream' as const), headers: hostileHeaders }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('update' as const),
      bot: fc.constantFrom('main', 'main', 'quiz', 'nobody'),
      body: fc.oneof(
        updates.map((update) => JSON.stringify(update)),
        bodies,
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: notifications.map((body) => ({ kind: 'notification', body })),
  },
  { weight: 2, arbitrary: rawRequests.map((text) => ({ kind: 'raw', text })) },
];

/** The same seed plans the same requests. */
export function planRequests(seed: number, count: number): Planned[] {
  return fc.sample(fc.oneof(...kinds), { seed, numRuns: count });
}
