/** Lists as files: linked for those who may read them, written a page at a time. */
import { z } from 'zod';
import { sectionCodes } from '../../../../shared/records/sections.ts';
import {
  type ExportedList,
  exportedList,
  type exportListInput,
  type exportListOutput,
} from '../../../../shared/schemas/adminExport.ts';
import { type Language, language } from '../../../../shared/schemas/primitives.ts';
import type { AppContext } from '../../../app/context.ts';
import type { Actor } from '../../../auth/actor.ts';
import { createCsvWriter, makeExportLink } from '../../exports/service.ts';
import { findPerson } from '../../users/lookup.ts';
import { getMe } from '../../users/service.ts';
import { listGenerations } from '../generations.ts';
import { readAuditLog } from '../log.ts';
import { listPayments } from '../payments/payments.ts';
import { listUsers } from '../people.ts';
import { readRecords } from '../records/records.ts';
import {
  actionColumns,
  type Column,
  generationColumns,
  paymentColumns,
  recordColumns,
  userColumns,
} from './tables.ts';

const LINK_LIVES_FOR_S = 300;
const ROWS_AT_ONCE = 100;
const MAX_ROWS = 100_000;

const lists = exportedList.options.map(({ shape }) => shape.list.value);
const fileOf = (name: string) => `admin-${name}.csv`;

/** Every list has a file of its own name. */
export const listFiles = [...lists.filter((list) => list !== 'records'), ...sectionCodes].map(
  fileOf,
);

const listFile = (of: ExportedList) => fileOf(of.list === 'records' ? of.section : of.list);

/** The link's signed content. */
export const listDetail = z.object({
  userId: z.int().positive(),
  language,
  timeZone: z.string(),
  of: exportedList,
});
type ListDetail = z.infer<typeof listDetail>;

/** A link under which a list can be downloaded for five minutes, as long as the role lasts. */
export async function linkToList(
  app: AppContext,
  actor: Actor,
  { of, timeZone }: z.infer<typeof exportListInput>,
): Promise<z.infer<typeof exportListOutput>> {
  const me = await getMe(app, actor.userId, actor.botName);
  const detail: ListDetail = { userId: actor.userId, language: me.language, timeZone, of };
  const fileName = listFile(of);
  return { url: makeExportLink(app, fileName, detail, LINK_LIVES_FOR_S), fileName };
}

/** Whether a person may read the lists now: losing the role or a pause ends a link. */
export async function mayReadLists(app: AppContext, userId: number): Promise<boolean> {
  const person = await findPerson(app.db, userId);
  return person !== null && person.role !== 'user' && person.blockedAt === null;
}

interface Place {
  cursor?: string;
  limit: number;
}

async function* write<Item>(
  spoken: Language,
  timeZone: string,
  columns: readonly Column<Item>[],
  read: (place: Place) => Promise<{ items: readonly Item[]; nextCursor: string | null }>,
): AsyncGenerator<string> {
  const csv = createCsvWriter(spoken, timeZone);
  yield csv.head(columns.map(({ name }) => name[spoken]));
  let cursor: string | null | undefined;
  for (let rows = 0; cursor !== null && rows < MAX_ROWS; rows += ROWS_AT_ONCE) {
    const page = await read({ limit: ROWS_AT_ONCE, ...(cursor !== undefined && { cursor }) });
    yield page.items
      .map((item) => csv.line(columns.map(({ cell }) => cell(item, spoken))))
      .join('');
    cursor = page.nextCursor;
  }
}

/** The lines of a list's file, a page at a time, in the list's own order. */
export function writeList(
  app: AppContext,
  { language: spoken, timeZone, of }: ListDetail,
): AsyncGenerator<string> {
  switch (of.list) {
    case 'users':
      return write(spoken, timeZone, userColumns, (place) => listUsers(app, { ...of, ...place }));
    case 'payments':
      return write(spoken, timeZone, paymentColumns, (place) =>
        listPayments(app, { ...of, ...place }),
      );
    case 'generations':
      return write(spoken, timeZone, generationColumns, (place) =>
        listGenerations(app, { ...of, ...place }),
      );
    case 'actions':
      return write(spoken, timeZone, actionColumns, (place) =>
        readAuditLog(app, { ...of, ...place }),
      );
    case 'records':
      return write(spoken, timeZone, recordColumns(of.section), (place) =>
        readRecords(app, { ...of, ...place }),
      );
  }
}
