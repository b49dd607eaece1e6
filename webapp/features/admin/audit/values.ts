/** Parses the plain JSON of audit entries; a shape of another version of the server gives null. */
import { adjustableAssets, roles } from '../../../../shared/closedSets.ts';
import type { Language } from '../../../../shared/language.ts';
import { isLocalized, type Values } from '../../../../shared/records/fields.ts';
import { type SectionCode, sectionCodes } from '../../../../shared/records/sections.ts';
import type { AdminAction } from '../../../../shared/schemas/admin.ts';

/** JSON leaves out fields that are undefined. */
export type AuditLogEntry = Omit<AdminAction, 'before' | 'after'> & {
  before?: unknown;
  after?: unknown;
};

type Fields = Record<string, unknown>;

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function oneOf<Value extends string>(values: readonly Value[], value: unknown): Value | null {
  return values.find((one) => one === value) ?? null;
}

export function readBalances({ action, after }: AuditLogEntry) {
  const { asset, before, after: now } = fields(after);
  const known = oneOf(adjustableAssets, asset);
  return action === 'balance.adjust' &&
    known &&
    typeof before === 'number' &&
    typeof now === 'number'
    ? { asset: known, before, after: now }
    : null;
}

interface Sides {
  before: unknown;
  after: unknown;
}

/** Free access without an end. */
export const FOREVER = 'forever';

/** A value instead of its parts: free access that ends, or begins, is one line. */
function accessOf(side: unknown): Fields {
  const { freeAccess } = fields(side);
  return { freeAccess: isNothing(freeAccess) ? null : (fields(freeAccess).until ?? FOREVER) };
}

/** A refund leaves the sum of the charge as it was, and what of it was refunded before. */
function sidesOfRefund(entry: AuditLogEntry): Sides {
  const { amount, returned, status } = fields(entry.before);
  const charge = { amount, ...(isNothing(returned) ? {} : { returned }) };
  const part = readRefund(entry)?.amount;
  return {
    before: { ...charge, status },
    after: { ...charge, status: fields(entry.after).status, part },
  };
}

/** What is compared field by field. Some actions are stored as they are answered, and say more on one side. */
export function sidesOf(entry: AuditLogEntry): Sides {
  const adjusted = readBalances(entry);
  if (adjusted) {
    const { asset, before, after } = adjusted;
    return { before: { asset, balance: before }, after: { asset, balance: after } };
  }
  switch (entry.action) {
    case 'user.free_access':
      return { before: accessOf(entry.before), after: accessOf(entry.after) };
    case 'payment.refund':
      return sidesOfRefund(entry);
    case 'payment.check':
      return { before: entry.before, after: { status: fields(entry.after).status } };
    default:
      return { before: entry.before, after: entry.after };
  }
}

const isNothing = (value: unknown) => value === null || value === undefined;

/** Days of the plan that an admin gave. */
export function readDays({ after }: AuditLogEntry): number | null {
  const { days } = fields(after);
  return typeof days === 'number' ? days : null;
}

/**
 * A badge that was granted: its name, or the code where there is none any more, whether the person had it already,
 * or how many got it.
 */
export function readBadge({ before, after }: AuditLogEntry, language: Language) {
  const { badge: code, badgeName, people } = fields(after);
  const badge = isLocalized(badgeName) ? badgeName[language] : code;
  return typeof badge === 'string'
    ? { badge, had: fields(before).owned === true, people: typeof people === 'number' ? people : 0 }
    : null;
}

/** An admin's refund of a finished work. */
export function readGenerationRefund({ after }: AuditLogEntry) {
  const { asset, amount } = fields(after);
  const known = oneOf(adjustableAssets, asset);
  return known && typeof amount === 'number' ? { asset: known, amount } : null;
}

/** What a refund was to give back: the part that was asked for, or all that was left of the charge. */
export function readRefund({ before, after }: AuditLogEntry) {
  const { amount, currency, returned } = fields(before);
  const { part } = fields(after);
  const known = oneOf(['XTR', 'RUB'], currency);
  if (!known || typeof amount !== 'number') {
    return null;
  }
  const left = amount - (typeof returned === 'number' ? returned : 0);
  return { amount: typeof part === 'number' ? part : left, currency: known };
}

export function readRoles({ before, after }: AuditLogEntry) {
  const [from, to] = [before, after].map((side) => oneOf(roles, fields(side).role));
  return from && to ? { before: from, after: to } : null;
}

export function readAccess({ after }: AuditLogEntry): { until: string | null } | null | undefined {
  const { freeAccess } = fields(after);
  if (freeAccess === null || freeAccess === undefined) {
    return freeAccess;
  }
  const { until } = fields(freeAccess);
  return until === null || typeof until === 'string' ? { until } : undefined;
}

/** What each section names its records by; an older server stored less. */
const NAMED_BY: Partial<Record<SectionCode, string>> = {
  models: 'name',
  presets: 'name',
  levels: 'name',
  badges: 'name',
  packs: 'coins',
  plans: 'kind',
};

/** The record that was made or changed, as far as its name needs it; null where it is not known. */
function recordOf(section: SectionCode, { action, target, after }: AuditLogEntry) {
  const { key, about, values } = fields(after);
  const known = { ...fields(about), ...fields(values) };
  const isOfOne = action === 'record.change' || action === 'record.create';
  return isOfOne && !isNothing(known[NAMED_BY[section] ?? ''])
    ? { key: typeof key === 'string' ? key : (target.split(':')[1] ?? ''), values: known as Values }
    : null;
}

/** A change of a record: its section, its name, and each field before and after. */
export function readRecord(entry: AuditLogEntry) {
  const { action, target, before, after } = entry;
  const section = sectionCodes.find((code) => code === target.split(':')[0]);
  const isOfRecords = action.startsWith('record.') || action === 'promo.create_many';
  if (!section || !isOfRecords) {
    return null;
  }
  const { title, titles, codes, values, about } = fields(after);
  const names = [title, ...list(titles), ...list(codes)].filter((name) => typeof name === 'string');
  return {
    section,
    names,
    record: recordOf(section, entry),
    about: fields(about),
    before: fields(fields(before).values),
    after: fields(values),
  };
}

/** Fields that determine the units of a record's numbers, such as the kind of a promo code. */
export function aboutOf({ after }: AuditLogEntry): Fields {
  const { about, values } = fields(after);
  return { ...fields(about), ...fields(values) };
}

/** Settings before and after. */
export function readSettings({ action, before, after }: AuditLogEntry) {
  return action === 'settings.change'
    ? { before: fields(fields(before).values), after: fields(fields(after).values) }
    : null;
}

/** Attendance at a webinar, as marked by an admin. */
export function readAttendance({ action, after }: AuditLogEntry) {
  const { title, attended, changed } = fields(after);
  return action === 'webinar.attendance' &&
    typeof title === 'string' &&
    typeof attended === 'boolean' &&
    typeof changed === 'number'
    ? { title, attended, changed }
    : null;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The target of an action that is not about a person: the bot of a key, the text of a broadcast. */
export function readSubject(
  { action, before, after }: AuditLogEntry,
  language: Language,
): string | null {
  if (action.startsWith('bot_key.')) {
    const { botName } = fields(after);
    return typeof botName === 'string' ? botName : null;
  }
  const { about, text: whole } = fields(after);
  const text = fields(about ?? whole ?? fields(before).text)[language];
  return action.startsWith('broadcast.') && typeof text === 'string'
    ? (text.split('\n')[0] ?? null)
    : null;
}

/** The dash that the server returns for a name without visible characters, as of a deleted account. */
export const isNameless = (name: string): boolean => name === '—';

export function readAlertKind({ before }: AuditLogEntry): string | null {
  const { kind } = fields(before);
  return typeof kind === 'string' ? kind : null;
}
