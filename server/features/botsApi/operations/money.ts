/** A person's progress and purchases: read-only. */
import {
  paymentsOutput,
  paymentsQuery,
  planOutput,
  profileOutput,
} from '../../../../shared/schemas/botsApi.ts';
import { listPayments } from '../../payments/service.ts';
import { listOwnBadges, trainingTotals } from '../../progress/lookup.ts';
import { getMe } from '../../users/service.ts';
import { read } from '../operation.ts';
import { actorOf, toPerson } from '../people.ts';
import { remainingAllowances } from '../remainingAllowances.ts';

export const moneyOperations = [
  read({
    id: 'getProfile',
    method: 'get',
    path: '/users/{telegramId}/profile',
    tag: 'Progress',
    summary: 'XP, level, badges, plan and totals of a person, over all bots',
    answer: profileOutput,
    async run({ app, bot, person }) {
      const [me, user, badges, totals] = await Promise.all([
        getMe(app, person.id, bot.name),
        toPerson(app, app.db, person),
        listOwnBadges(app, person.id),
        trainingTotals(app, person.id),
      ]);
      const { level, name, from, next } = me.level;
      return {
        user,
        level: { level, name, from, next },
        badges,
        plan: me.plan,
        coins: me.balance.coins,
        totals,
      };
    },
  }),
  read({
    id: 'getPlan',
    method: 'get',
    path: '/users/{telegramId}/plan',
    tag: 'Money',
    summary: 'Plan, free access and credits of a person',
    answer: planOutput,
    async run({ app, bot, person }) {
      const [{ plan, freeAccess }, { credits }] = await Promise.all([
        getMe(app, person.id, bot.name),
        remainingAllowances(app.db, person.id),
      ]);
      return { plan, freeAccess, credits };
    },
  }),
  read({
    id: 'listPayments',
    method: 'get',
    path: '/users/{telegramId}/payments',
    tag: 'Money',
    summary: 'Payments of a person in all bots, newest first',
    query: paymentsQuery,
    answer: paymentsOutput,
    async run({ app, bot, person, query }) {
      const { items, nextCursor } = await listPayments(app, actorOf(person, bot), query);
      return {
        items: items.map(({ item, ...payment }) => ({
          ...payment,
          plan: item.type === 'plan' ? item.code : null,
        })),
        nextCursor,
      };
    },
  }),
];
