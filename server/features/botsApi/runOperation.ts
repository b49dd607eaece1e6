import { createHmac, randomUUID } from 'node:crypto';
import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import type { User } from '../users/lookup.ts';
import { runOnce } from './calls.ts';
import type { ApiBot } from './keys.ts';
import type { Operation, PersonCall } from './operation.ts';
import { findPerson, upsertPerson } from './people.ts';

/** The validated content of a call. */
export interface Input {
  params: Record<string, string>;
  query: unknown;
  body: unknown;
  /** Whether to register an unknown person first. */
  create: boolean;
  idempotencyKey: string | null;
}

type AnyCall = PersonCall<never, never>;

/**
 * Runs an operation for a bot.
 * @returns its answer, in the documented shape.
 */
export async function runOperation(
  app: AppContext,
  bot: ApiBot,
  operation: Operation,
  input: Input,
): Promise<object> {
  const { params, query, body, create, idempotencyKey } = input;
  const telegramId = Number(params.telegramId);
  const callKey = idempotencyKey ?? randomUUID();
  const hasPerson = operation.aboutPerson && !operation.createsPerson;
  const callWith = (person: User | null) =>
    ({
      app,
      bot,
      params,
      query,
      body,
      callKey,
      ledgerKey: ledgerKeyOf(app, bot, callKey),
      ...(person && {
        person,
        who: { userId: person.id, botName: bot.name, by: `bot:${bot.name}` },
      }),
    }) as unknown as AnyCall;
  const inTransaction = async (tx: Tx) => {
    if (!hasPerson) {
      return callWith(null);
    }
    if (create) {
      const { user } = await upsertPerson(app, tx, bot, telegramId);
      return callWith(user);
    }
    return callWith(await findPerson(tx, bot, telegramId));
  };

  if (operation.kind === 'read') {
    if (create) {
      await app.db.transaction(inTransaction);
    }
    const person = hasPerson ? await findPerson(app.db, bot, telegramId) : null;
    return answerOf(operation, await operation.run(callWith(person), undefined as never));
  }
  const answer = await runOnce(
    app,
    {
      botName: bot.name,
      idempotencyKey,
      telegramId: operation.aboutPerson ? telegramId : null,
      operation: operation.id,
      input: { params, query, body, create },
    },
    async () => {
      if (operation.prepare) {
        const isKnown = hasPerson && !create;
        await operation.prepare(
          callWith(isKnown ? await findPerson(app.db, bot, telegramId) : null),
        );
      }
    },
    async (tx) => answerOf(operation, await operation.run(await inTransaction(tx), tx)),
  );
  // The database keeps no order of fields; a repeated answer is byte-identical.
  return answerOf(operation, answer);
}

/** Deterministic, and not reversible to the key, which may name the person. */
function ledgerKeyOf({ erasureKey }: AppContext, bot: ApiBot, callKey: string): string {
  return createHmac('sha256', erasureKey).update(`call:${bot.id}:${callKey}`).digest('base64url');
}

function answerOf({ answer }: Operation, given: object): object {
  return answer.parse(given) as object;
}
