/**
 * Guards against a provider that is down or out of money. When it fails several times in a row, its
 * models are unavailable to everybody for a while (a row of `alerts`, so that every process knows and
 * an admin sees it); then it is tried again, and its first success closes the alert.
 */

import type { FailureReason } from '../../../shared/closedSets.ts';
import type { AppContext } from '../../app/context.ts';
import { sql } from '../../db/statement.ts';
import type { ProviderName } from './providers/provider.ts';

const ALERT_KIND = 'provider_down';
/** Failures in a row, in one process, until a provider counts as down. */
const FAILURES_IN_A_ROW: Partial<Record<FailureReason, number>> = {
  provider_unavailable: 3,
  provider_out_of_money: 1,
};
const FIRST_PAUSE_S = 30;
const LONGEST_PAUSE_S = 900;
/** Of what a provider said, in the alert. */
const MAX_TEXT_LENGTH = 500;
/** How long a process believes what it has read. */
const FRESH_MS = 2000;

const readAlerts = sql<{ key: ProviderName; closed: boolean }>(`
  select key, (detail->>'until')::timestamptz > now() as closed from alerts
  where kind = '${ALERT_KIND}' and resolved_at is null
`);

/** Each time in a row the pause doubles. */
const openAlert = sql(`
  insert into alerts as a (kind, key, detail)
  values ('${ALERT_KIND}', $1::text, jsonb_build_object('reason', $2::text, 'text', $3::text, 'times', 1,
    'until', now() + make_interval(secs => $4::float8)))
  on conflict (kind, key) do update set
    resolved_at = null,
    created_at = case when a.resolved_at is null then a.created_at else now() end,
    detail = excluded.detail || case when a.resolved_at is null then jsonb_build_object(
      'times', (a.detail->>'times')::int + 1,
      'until', now() + make_interval(secs =>
        least($4::float8 * 2 ^ least((a.detail->>'times')::int, 16), $5::float8)))
      else '{}' end
  where a.resolved_at is not null or (a.detail->>'until')::timestamptz <= now()
`);

const closeAlert = sql(`
  update alerts set resolved_at = now()
  where kind = '${ALERT_KIND}' and key = $1 and resolved_at is null
`);

/** Providers with an open alert, and whether they are left alone for now. */
type Alerts = Map<ProviderName, { closed: boolean }>;

interface GuardState {
  failures: Map<ProviderName, number>;
  alerts: Promise<Alerts> | null;
  readAt: number;
}

/** What each running application has seen. */
const states = new WeakMap<AppContext, GuardState>();

function stateOf(app: AppContext): GuardState {
  let state = states.get(app);
  if (!state) {
    state = { failures: new Map(), alerts: null, readAt: 0 };
    states.set(app, state);
  }
  return state;
}

function readState(app: AppContext): Promise<Alerts> {
  const state = stateOf(app);
  if (!state.alerts || performance.now() - state.readAt > FRESH_MS) {
    state.readAt = performance.now();
    const reading = app.db
      .query(readAlerts)
      .then((rows) => new Map(rows.map(({ key, closed }) => [key, { closed }])));
    reading.catch(() => {
      state.alerts = null;
    });
    state.alerts = reading;
  }
  return state.alerts;
}

/** Providers that are not to be asked now. */
export async function listDownProviders(app: AppContext): Promise<Set<ProviderName>> {
  const alerts = await readState(app);
  return new Set([...alerts].flatMap(([name, { closed }]) => (closed ? [name] : [])));
}

/** Takes note that a provider took work on. */
export async function noteSuccess(app: AppContext, name: ProviderName): Promise<void> {
  const state = stateOf(app);
  state.failures.delete(name);
  if ((await readState(app)).has(name)) {
    await app.db.transaction((tx) => tx.query(closeAlert, [name]));
    state.alerts = null;
  }
}

/** Takes note that a provider refused; what is the person's own mistake says nothing about it. */
export async function noteFailure(
  app: AppContext,
  name: ProviderName,
  reason: FailureReason,
  text: string,
): Promise<void> {
  const allowed = FAILURES_IN_A_ROW[reason];
  if (allowed === undefined) {
    return;
  }
  const state = stateOf(app);
  const failures = (state.failures.get(name) ?? 0) + 1;
  state.failures.set(name, failures);
  if (failures < allowed) {
    return;
  }
  const said = app.redactor.text(text).slice(0, MAX_TEXT_LENGTH);
  app.log.warn({ provider: name, reason, text: said }, 'provider is down');
  await app.db.transaction((tx) =>
    tx.query(openAlert, [name, reason, said, FIRST_PAUSE_S, LONGEST_PAUSE_S]),
  );
  state.alerts = null;
}
