/**
 * Keys of bots for the REST API: created and revoked by admins, recorded in the audit log without the key.
 */
import type { z } from 'zod';
import type {
  BotKeyFacts,
  createBotKeyInput,
  createBotKeyOutput,
  revokeBotKeyInput,
} from '../../../shared/schemas/adminBots.ts';
import type { AppContext } from '../../app/context.ts';
import { type Actor, actorName } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import { listKeys, newKey, revokeKey, storeKey } from '../botsApi/service.ts';
import { runAuditedAction } from './actions.ts';

/** All keys, and the bots that may have one. */
export async function listBotKeys(app: AppContext) {
  return { keys: await listKeys(app.db), bots: app.bots.all().map(({ name }) => name) };
}

/**
 * Creates a key. Only this call's answer holds it; a repetition is answered without it.
 * @throws DomainError CONFLICT (two keys are valid already).
 */
export async function createBotKey(
  app: AppContext,
  actor: Actor,
  { botName, trusted, ...request }: z.infer<typeof createBotKeyInput>,
): Promise<z.infer<typeof createBotKeyOutput>> {
  const key = newKey();
  let isNew = false;
  const action = { name: 'bot_key.create', target: `bot:${botName}` } as const;
  const input = { ...request, botName, trusted };
  const facts = await runAuditedAction<BotKeyFacts>(app, actor, action, input, async (tx) => {
    const createdBy = actorName(actor);
    const after = await storeKey(tx, key, { botName, trusted, createdBy });
    isNew = true;
    return { before: undefined, after };
  });
  return { ...facts, key: isNew ? key : null };
}

/** @throws DomainError NOT_FOUND (no valid key of this number). */
export async function revokeBotKey(
  app: AppContext,
  actor: Actor,
  { id, ...request }: z.infer<typeof revokeBotKeyInput>,
): Promise<BotKeyFacts> {
  const action = { name: 'bot_key.revoke', target: `bot_key:${id}` } as const;
  const input = { ...request, id };
  return await runAuditedAction<BotKeyFacts>(app, actor, action, input, async (tx) => {
    const after = await revokeKey(tx, id);
    if (!after) {
      throw new DomainError('NOT_FOUND');
    }
    return { before: { ...after, revokedAt: null }, after };
  });
}
