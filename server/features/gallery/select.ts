/** Finds a person's works by filters, and iterates over a selection. */
import type { z } from 'zod';
import type {
  countOutput,
  galleryFilters,
  WorksSelection,
} from '../../../shared/schemas/gallery.ts';
import type { AppContext } from '../../app/context.ts';
import { narrow } from './filters.ts';
import { countWorks, listPage, type PageFilters } from './galleryStatements.ts';
import type { MediaRow } from './present.ts';

export type WorkFilters = z.infer<typeof galleryFilters>;

export const NEWEST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const AT_ONCE = 500;
/** More works than anybody has. */
const ALL = 10_000_000;

/** The words of a search as patterns that a description has to match, whatever their letter case. */
export function patternsOf(search: string | undefined): string[] | null {
  const words = (search ?? '').toLowerCase().replaceAll('ё', 'е').split(/\s+/u).filter(Boolean);
  return words.length > 0 ? words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`) : null;
}

interface Span {
  /** The id before which it begins. */
  before: string;
  limit: number;
}

/** The statement for these filters, and its values; null when nothing can match. */
async function ask(app: AppContext, userId: number, filters: WorkFilters, span: Span) {
  const narrowed = narrow(await app.catalog.read(), filters);
  if (!narrowed) {
    return null;
  }
  const { kind, operation, model } = narrowed;
  const { from, until, trash, favourite } = filters;
  const patterns = patternsOf(filters.search);
  const conditions: PageFilters = {
    kind: kind !== undefined,
    operation: operation !== undefined,
    model: model !== undefined,
    favourite: favourite === true,
    trash,
    search: patterns !== null,
    from: from !== undefined,
    until: until !== undefined,
  };
  const values = [
    userId,
    span.before,
    span.limit,
    kind ?? null,
    operation ?? null,
    model ?? null,
    patterns,
    from ?? null,
    until ?? null,
  ];
  return { conditions, values };
}

/** Matching works, newest first. */
export async function readWorks(
  app: AppContext,
  userId: number,
  filters: WorkFilters,
  span: Span,
): Promise<MediaRow[]> {
  const question = await ask(app, userId, filters, span);
  return question ? await app.db.query(listPage(question.conditions), question.values) : [];
}

/** How many works match, however few of them an app has loaded. */
export async function countFitting(
  app: AppContext,
  userId: number,
  filters: WorkFilters,
  before = NEWEST,
): Promise<z.infer<typeof countOutput>> {
  const question = await ask(app, userId, filters, { before, limit: ALL });
  const [found] = question
    ? await app.db.query(countWorks(question.conditions), question.values)
    : [];
  return found ?? { count: 0, bytes: 0, upTo: null };
}

/** The id right after another one: a page that begins before it begins with that one. */
export function justAfter(id: string): string {
  const next = (BigInt(`0x${id.replaceAll('-', '')}`) + 1n).toString(16).padStart(32, '0');
  return toUuid(next);
}

/** Writes 32 hexadecimal digits as a uuid. */
export function toUuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The ids of a selection, in batches; works are read afresh for each batch. */
export async function* eachPart(
  app: AppContext,
  userId: number,
  selection: WorksSelection,
  { trash }: { trash: boolean },
): AsyncGenerator<string[]> {
  if ('ids' in selection) {
    yield selection.ids;
    return;
  }
  const { filters, upTo, except } = selection;
  const left = new Set(except);
  let before = justAfter(upTo);
  for (;;) {
    const span = { before, limit: AT_ONCE };
    const works = await readWorks(app, userId, { ...filters, trash }, span);
    yield works.map(({ id }) => id).filter((id) => !left.has(id));
    const last = works.at(-1);
    if (!last || works.length < AT_ONCE) {
      return;
    }
    before = last.id;
  }
}
