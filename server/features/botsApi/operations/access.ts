/** Whether a person may begin a training, what pays for it, and what would give access. */
import { v7 as newId } from 'uuid';
import {
  accessOutput,
  freeTrainingsInput,
  freeTrainingsOutput,
  promoInput,
  promoOutput,
  useInput,
  useOutput,
} from '../../../../shared/schemas/botsApi.ts';
import * as ledger from '../../../ledger/index.ts';
import { hasAccess, spendAccess } from '../../plans/service.ts';
import { toFact } from '../../progress/lookup.ts';
import { guess, redeemNow } from '../../promo/service.ts';
import { read, write } from '../operation.ts';
import { actorOf } from '../people.ts';
import { remainingAllowances } from '../remainingAllowances.ts';

export const accessOperations = [
  read({
    id: 'getAccess',
    method: 'get',
    path: '/users/{telegramId}/access',
    tag: 'Access',
    summary: 'May the person begin a training, and on what does that rest?',
    answer: accessOutput,
    async run({ app, person }) {
      const [{ by, until }, left] = await Promise.all([
        hasAccess(app, person.id),
        remainingAllowances(app.db, person.id),
      ]);
      return { allowed: by !== null, by, until: until?.toISOString() ?? null, ...left };
    },
  }),
  write({
    id: 'useAccess',
    method: 'post',
    path: '/users/{telegramId}/access/use',
    tag: 'Access',
    summary: 'Use access for one training',
    description:
      'Nothing is taken with free access or a plan; otherwise one free training, or one credit. 402 when there is nothing to pay with.',
    body: useInput,
    answer: useOutput,
    async run({ app, bot, who, ledgerKey, body }, tx) {
      const reference = `${bot.id}:${ledgerKey}`;
      const used = await spendAccess(app, tx, who, { reference, pay: body.pay });
      return { ...used, ...(await remainingAllowances(tx, who.userId)) };
    },
  }),
  write({
    id: 'grantFreeTrainings',
    method: 'post',
    path: '/users/{telegramId}/free-trainings',
    tag: 'Access',
    summary: 'Grant free trainings, with their source',
    body: freeTrainingsInput,
    answer: freeTrainingsOutput,
    mayCreate: true,
    async run({ app, bot, person, who, ledgerKey, body }, tx) {
      const { source, count: amount } = body;
      const isOnce = source === 'WELCOME' || source === 'CHANNEL';
      const cause = body.cause ?? (isOnce ? 'once' : ledgerKey);
      let granted = false;
      // A person who has deleted an account has received one-time gifts before.
      if (!(isOnce && person.returned)) {
        const { replayed } = await ledger.post(tx, {
          ...toFact(who),
          kind: 'free_grant',
          asset: 'free_trainings',
          source,
          cause: `bot:${bot.id}:${cause}`,
          amount,
        });
        granted = !replayed;
        app.live.publish(tx, who.userId, { type: 'balance' });
      }
      const { freeTrainings } = await remainingAllowances(tx, who.userId);
      return { granted, freeTrainings };
    },
  }),
  write({
    id: 'redeemPromo',
    method: 'post',
    path: '/users/{telegramId}/promo',
    tag: 'Access',
    summary: 'Redeem a promo code',
    description: 'Codes are common to all bots: a use in one is a use in all.',
    body: promoInput,
    answer: promoOutput,
    async prepare({ app, person, bot, body }) {
      await guess(app, actorOf(person, bot), body.code);
    },
    run: ({ app, person, bot, body }, tx) =>
      redeemNow(app, tx, actorOf(person, bot), { code: body.code, requestId: newId() }),
  }),
];
