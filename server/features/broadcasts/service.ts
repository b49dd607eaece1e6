/** Broadcasts: drafts, previews and tests. State changes are in `lifecycle.ts`. */
import { Op } from 'sequelize';
import type { z } from 'zod';
import { MAX_CAPTION_LENGTH } from '../../../shared/closedSets.ts';
import { languages } from '../../../shared/language.ts';
import type {
  BroadcastDetails,
  broadcastsInput,
  broadcastsOutput,
  saveBroadcastInput,
} from '../../../shared/schemas/broadcasts.ts';
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import type { Tx } from '../../db/database.ts';
import { findThumb } from '../notifications/lookup.ts';
import { countOutcomes, type NewPicture, storePicture } from '../notifications/service.ts';
import { assertState } from './lifecycle.ts';
import { Broadcast } from './models.ts';
import { toDetails, toItem } from './present.ts';

export { changeState, schedule, startNow } from './lifecycle.ts';
export type { Broadcast } from './models.ts';
export { photoOfUpload } from './picture.ts';
export { requestRun } from './runJob.ts';

const withAdmin = { include: { association: 'admin', attributes: ['firstName', 'lastName'] } };

/** The latest first. */
export async function listBroadcasts(
  app: AppContext,
  { cursor, limit }: z.infer<typeof broadcastsInput>,
): Promise<z.infer<typeof broadcastsOutput>> {
  const [rows, { plans }] = await Promise.all([
    app.db.of(Broadcast).findAll({
      ...withAdmin,
      where: cursor === undefined ? {} : { id: { [Op.lt]: cursor } },
      order: [['id', 'DESC']],
      limit: limit + 1,
    }),
    app.catalog.read(),
  ]);
  const shown = rows.slice(0, limit);
  const outcomes = await outcomesOf(app, shown);
  return {
    items: shown.map((row) => toItem(row, outcomes.get(row.id))),
    nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    bots: app.bots.all().map(({ name }) => name),
    plans: plans
      .filter(({ kind }) => kind !== 'CREDITS')
      .map(({ code, kind, stars }) => ({ code, kind, stars })),
  };
}

/** The counts of messages of those whose counts are not stored yet. */
function outcomesOf({ db }: AppContext, rows: readonly Broadcast[]) {
  const open = rows.filter(({ totals, startedAt }) => totals === null && startedAt !== null);
  return countOutcomes(
    db,
    open.map(({ id }) => id),
  );
}

/** @throws DomainError NOT_FOUND */
export async function getBroadcast(app: AppContext, id: string): Promise<BroadcastDetails> {
  const row = (await app.db.of(Broadcast).findByPk(id, withAdmin)) ?? missing();
  const [outcomes, picture] = await Promise.all([
    outcomesOf(app, [row]),
    row.pictureId === null ? null : findThumb(app.db, row.pictureId),
  ]);
  return toDetails(row, outcomes.get(id), picture);
}

function missing(): never {
  throw new DomainError('NOT_FOUND');
}

/** @throws DomainError NOT_FOUND */
export async function lockBroadcast(tx: Tx, id: string): Promise<Broadcast> {
  return (await tx.of(Broadcast).findByPk(id, { lock: FOR_NO_KEY_UPDATE })) ?? missing();
}

/** @throws DomainError CHANGED_MEANWHILE: it was changed since it was read. */
export function assertVersion(broadcast: Broadcast, version: number): void {
  if (broadcast.version !== version) {
    throw new DomainError('CHANGED_MEANWHILE');
  }
}

type Draft = Pick<z.infer<typeof saveBroadcastInput>, 'text' | 'button' | 'audience'>;

interface NewValues {
  /** Only for a new one. */
  id: string;
  adminUserId: number;
  /** Undefined: unchanged; null: none. */
  picture: NewPicture | null | undefined;
}

/**
 * @param broadcast null creates one.
 * @throws DomainError CONFLICT (it has begun), BAD_REQUEST (too long under a picture)
 */
export async function saveBroadcast(
  tx: Tx,
  broadcast: Broadcast | null,
  { text, button, audience }: Draft,
  { id, adminUserId, picture }: NewValues,
): Promise<Broadcast> {
  const pictureId =
    picture === undefined
      ? (broadcast?.pictureId ?? null)
      : picture && (await storePicture(tx, picture));
  assertFits(text, pictureId !== null);
  const values = { text, button, audience, pictureId };
  if (!broadcast) {
    return await tx.of(Broadcast).create({ id, adminUserId, ...values });
  }
  assertState(broadcast, ['draft', 'scheduled']);
  const version = broadcast.version + 1;
  return await tx.of(Broadcast).save(broadcast, { ...values, version });
}

/** @throws DomainError BAD_REQUEST: longer than Telegram accepts under a picture. */
function assertFits(text: Draft['text'], hasPicture: boolean): void {
  const fields = languages
    .filter((language) => hasPicture && text[language].length > MAX_CAPTION_LENGTH)
    .map((language) => `text.${language}`);
  if (fields.length > 0) {
    throw new DomainError('BAD_REQUEST', { fields, max: MAX_CAPTION_LENGTH });
  }
}
