/**
 * Broadcasts, as admins write and control them. Each step is recorded in the audit log with the state before
 * it.
 */
import { GrammyError } from 'grammy';
import { v7 as newId } from 'uuid';
import type { z } from 'zod';
import { languages } from '../../../shared/language.ts';
import type {
  BroadcastSize,
  broadcastSizeInput,
  broadcastStateOutput,
  saveBroadcastInput,
  savedBroadcast,
  startBroadcastInput,
  steerBroadcastInput,
  testBroadcastInput,
  testBroadcastOutput,
} from '../../../shared/schemas/broadcasts.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import {
  assertVersion,
  type Broadcast,
  changeState,
  lockBroadcast,
  photoOfUpload,
  requestRun,
  saveBroadcast,
  schedule,
  startNow,
} from '../broadcasts/service.ts';
import { composeMessage, isTokenRefused, sendComposed } from '../notifications/service.ts';
import { countAudience } from '../users/lookup.ts';
import { runAuditedAction } from './actions.ts';

type StateOutput = z.infer<typeof broadcastStateOutput>;

/** The size of the audience, before anything is sent. */
export async function getSize(
  { db }: AppContext,
  { audience }: z.infer<typeof broadcastSizeInput>,
): Promise<BroadcastSize> {
  return await countAudience(db, audience);
}

/** What the audit log keeps of a draft. */
function contentOf({ text, button, audience, pictureId, version }: Broadcast) {
  return { version, text, button, audience, pictureId };
}

/**
 * Creates a draft, or changes one that has not started.
 * @throws DomainError NOT_FOUND, CHANGED_MEANWHILE, CONFLICT (it has begun), BAD_REQUEST (too long under a
 * picture), INPUT_NOT_FOUND, STORAGE_UNAVAILABLE
 */
export async function save(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof saveBroadcastInput>,
): Promise<z.infer<typeof savedBroadcast>> {
  const { id, version, picture: given } = input;
  // Made before the transaction, inside which nothing may wait for a network.
  const uploaded =
    given.from === 'upload' ? await photoOfUpload(app, actor.userId, given.uploadId) : null;
  const picture = given.from === 'before' ? undefined : uploaded;
  const name = id === null ? 'broadcast.create' : 'broadcast.change';
  const more = { id: id ?? newId(), adminUserId: actor.userId, picture };
  const action = { name, target: `broadcast:${more.id}` } as const;
  return await runAuditedAction(app, actor, action, { ...input, reason: '' }, async (tx) => {
    const row = id === null ? null : await lockBroadcast(tx, id);
    if (row) {
      assertVersion(row, version);
    }
    const before = row ? contentOf(row) : undefined;
    const saved = await saveBroadcast(tx, row, input, more);
    return { before, after: { id: saved.id, ...contentOf(saved) } };
  });
}

/**
 * Sends a broadcast to the admin alone, in every language; the same call again sends nothing more.
 * @throws DomainError NOT_FOUND, OVERLOADED (Telegram does not answer now).
 */
export async function sendTest(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof testBroadcastInput>,
): Promise<z.infer<typeof testBroadcastOutput>> {
  const action = { name: 'broadcast.test', target: `broadcast:${input.id}` } as const;
  const tried: { broadcast: Broadcast | null } = { broadcast: null };
  await runAuditedAction(app, actor, action, { ...input, reason: '' }, async (tx) => {
    tried.broadcast = await lockBroadcast(tx, input.id);
    const { audience: _, ...content } = contentOf(tried.broadcast);
    const sentTo = actor.telegramId;
    return { before: undefined, after: { ...content, sentTo, ...aboutOf(tried.broadcast) } };
  });
  return tried.broadcast
    ? await sendTo(app, actor, tried.broadcast)
    : { result: 'sent', detail: null };
}

async function sendTo(
  app: AppContext,
  { telegramId, botName }: Actor,
  { id, text, button, pictureId, audience }: Broadcast,
): Promise<z.infer<typeof testBroadcastOutput>> {
  const content = { text, button, pictureId };
  const bot = app.bots.find(audience.bot ?? botName) ?? app.bots.first;
  try {
    for (const language of languages) {
      const composed = composeMessage({ kind: 'broadcast', broadcastId: id, content }, language);
      await sendComposed(app, bot, { telegramId, language }, composed);
    }
    return { result: 'sent', detail: null };
  } catch (cause) {
    const status = cause instanceof GrammyError ? cause.error_code : 0;
    if (isTokenRefused(cause) || (cause instanceof GrammyError && [400, 403].includes(status))) {
      const detail = app.redactor.text(cause.description);
      return { result: status === 403 ? 'not_allowed' : 'refused', detail };
    }
    throw new DomainError('OVERLOADED', { retryAfterSeconds: 10 }, { cause });
  }
}

const stateOf = ({ id, state, version }: Broadcast): StateOutput => ({ id, state, version });
const momentsOf = ({ state, scheduledAt }: Broadcast) => ({ state, scheduledAt });

/** The first words, by which the audit log names a broadcast. */
const MAX_NAME = 80;
const aboutOf = ({ text }: Broadcast) => ({
  about: { ru: beginOf(text.ru), en: beginOf(text.en) },
});
const beginOf = (text: string) => [...(text.split('\n')[0] ?? '')].slice(0, MAX_NAME).join('');

/**
 * Starts a broadcast now, or at a time.
 * @throws DomainError NOT_FOUND, CHANGED_MEANWHILE, CONFLICT (it has begun already, or has ended).
 */
export async function start(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof startBroadcastInput>,
): Promise<StateOutput> {
  const { id, version, at } = input;
  const name = at === null ? 'broadcast.start' : 'broadcast.schedule';
  const action = { name, target: `broadcast:${id}` } as const;
  return await runAuditedAction(app, actor, action, { ...input, reason: '' }, async (tx) => {
    const broadcast = await lockBroadcast(tx, id);
    assertVersion(broadcast, version);
    const before = momentsOf(broadcast);
    await (at === null ? startNow(tx, broadcast) : schedule(tx, broadcast, new Date(at)));
    await requestRun(app, tx);
    const { recipients, scheduledAt } = broadcast;
    const more = { recipients, scheduledAt, ...aboutOf(broadcast) };
    return { before, after: { ...stateOf(broadcast), ...more } };
  });
}

/**
 * Pauses, resumes or cancels a broadcast.
 * @throws DomainError NOT_FOUND, CONFLICT (not possible in its state).
 */
export async function steerBroadcast(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof steerBroadcastInput>,
): Promise<StateOutput> {
  const { id, step } = input;
  const action = { name: `broadcast.${step}`, target: `broadcast:${id}` } as const;
  return await runAuditedAction(app, actor, action, { ...input, reason: '' }, async (tx) => {
    const broadcast = await lockBroadcast(tx, id);
    const before = momentsOf(broadcast);
    await changeState(app, tx, broadcast, step);
    await requestRun(app, tx);
    return { before, after: { ...stateOf(broadcast), ...aboutOf(broadcast) } };
  });
}
