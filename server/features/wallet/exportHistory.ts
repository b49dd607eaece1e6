/** The history as a file. */
import { z } from 'zod';
import { coins, formatCoinsPlain } from '../../../shared/coins.ts';
import { language } from '../../../shared/schemas/primitives.ts';
import {
  type ExportHistory,
  type exportHistoryInput,
  type HistoryItem,
  historyFilter,
} from '../../../shared/schemas/wallet.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { createCsvWriter, makeExportLink } from '../exports/service.ts';
import { getMe } from '../users/service.ts';
import { texts } from './messages.ts';
import { readHistory } from './service.ts';

export const HISTORY_FILE = 'history.csv';
const LINK_LIVES_FOR_S = 300;
const ROWS_AT_ONCE = 500;
const MAX_ROWS = 100_000;

/** The link's signed content. */
export const exportDetail = z.object({
  userId: z.int().positive(),
  language,
  filter: historyFilter,
  timeZone: z.string(),
});
type ExportDetail = z.infer<typeof exportDetail>;

/** A link under which the history can be downloaded for five minutes. */
export async function linkToExport(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof exportHistoryInput>,
): Promise<ExportHistory> {
  const me = await getMe(app, actor.userId, actor.botName);
  const detail: ExportDetail = { ...input, userId: actor.userId, language: me.language };
  return {
    url: makeExportLink(app, HISTORY_FILE, detail, LINK_LIVES_FOR_S),
    fileName: HISTORY_FILE,
  };
}

/** The lines of the file, a page at a time, newest first. */
export async function* writeHistory(
  app: AppContext,
  { userId, language: spoken, filter, timeZone }: ExportDetail,
): AsyncGenerator<string> {
  const { headings, kinds, assets } = texts[spoken];
  const csv = createCsvWriter(spoken, timeZone);
  yield csv.head(headings);
  let cursor: string | null | undefined;
  for (let rows = 0; cursor !== null && rows < MAX_ROWS; rows += ROWS_AT_ONCE) {
    const page = await readHistory(app, userId, { filter, timeZone, cursor, limit: ROWS_AT_ONCE });
    yield page.items
      .map((item) =>
        csv.line([
          { time: new Date(item.createdAt) },
          kinds[item.kind as keyof typeof kinds] ?? item.kind,
          assets[item.asset],
          { number: toNumber(item.asset, item.amount) },
          { number: toNumber(item.asset, item.balanceAfter) },
          describe(item),
        ]),
      )
      .join('');
    cursor = page.nextCursor;
  }
}

function toNumber(asset: HistoryItem['asset'], amount: number): string {
  return asset === 'coins' ? formatCoinsPlain(coins(amount)) : String(amount);
}

function describe({ subject, description }: HistoryItem): string {
  switch (subject?.type) {
    case 'generation':
      return [subject.modelName, subject.prompt].filter(Boolean).join(': ');
    case 'promo':
      return subject.code;
    default:
      return description;
  }
}
