import { isOnByDefault, notificationKinds } from '../../../shared/closedSets.ts';
import { languageFor } from '../../../shared/language.ts';
import type { Me, Task } from '../../../shared/schemas/me.ts';
import type { Language } from '../../../shared/schemas/primitives.ts';
import type { BotHandle } from '../../telegram/bots.ts';
import type { CatalogSnapshot } from '../catalog/lookup.ts';
import { dailyAmount } from '../earn/lookup.ts';
import { levelProgressOf } from '../progress/lookup.ts';
import type { MeRow, PlanRow } from './statements.ts';

/** The language that the person has chosen, else the one that fits their Telegram. */
export function languageOf(chosen: Language | null, telegramCode: string | null): Language {
  return chosen ?? languageFor(telegramCode);
}

/** `infinity` comes from pg as the number Infinity. */
export function toFreeAccess(until: Date | number | null, now: Date): Me['freeAccess'] {
  if (until === null) {
    return null;
  }
  if (typeof until === 'number') {
    return { until: null };
  }
  return until > now ? { until: until.toISOString() } : null;
}

/** Days that a promo code gave are days of the plan by the month. */
function kindOf(kind: PlanRow['kind']) {
  return kind === 'PROMO' ? 'MONTH' : kind;
}

function toPlan({ plan, used_today }: MeRow): Me['plan'] {
  return (
    plan && {
      code: plan.plan_code,
      kind: kindOf(plan.kind),
      endsAt: plan.ends_at && new Date(plan.ends_at).toISOString(),
      dailyOperations: plan.daily_operations,
      usedToday: used_today,
      renews: plan.renews_at !== null,
      renewsAt: plan.renews_at && new Date(plan.renews_at).toISOString(),
      next: plan.next && {
        code: plan.next.plan_code,
        kind: kindOf(plan.next.kind),
        startsAt: new Date(plan.next.starts_at).toISOString(),
        endsAt: new Date(plan.next.ends_at).toISOString(),
      },
    }
  );
}

function toTasks(row: MeRow, { rewards, settings }: CatalogSnapshot): Task[] {
  const once = (done: boolean) => ({ state: done ? 'done' : 'open', times: Number(done) }) as const;
  return [
    {
      code: 'direction',
      asset: 'coins',
      amount: rewards.direction_coins,
      ...once(row.direction !== null || row.returned),
    },
    {
      code: 'webinar',
      asset: 'coins',
      amount: rewards.webinar_coins,
      ...once(row.webinars > 0 || row.returned),
    },
    {
      code: 'referral',
      asset: 'coins',
      amount: rewards.referral_inviter_coins,
      state: 'open',
      times: row.friends,
    },
    {
      code: 'daily',
      asset: 'coins',
      amount: dailyAmount(rewards, streakToday(row)),
      ...once((row.earned?.daily ?? '') >= row.today || isReturnedToday(row)),
    },
    ...(settings.channel ? [channelTask(row, rewards)] : []),
    {
      code: 'launch',
      asset: 'coins',
      amount: rewards.launch_coins,
      ...once(row.launched_at !== null),
    },
  ];
}

/** A person who has deleted an account before may have received today's reward then. */
const isReturnedToday = ({ returned, created_at, today }: MeRow) =>
  returned && created_at.toISOString().startsWith(today);

/** Which day of the streak today is, also before the person has been active today. */
function streakToday({ streak_days, streak_date, today }: MeRow): number {
  return streak_date === today ? streak_days : streak_days + 1;
}

function channelTask(row: MeRow, rewards: CatalogSnapshot['rewards']): Task {
  const isDone = row.earned?.channel !== undefined || row.returned;
  const operations = rewards.channel_free_operations;
  return {
    code: 'channel',
    ...(operations > 0
      ? { asset: 'free_operations', amount: operations }
      : { asset: 'free_trainings', amount: rewards.channel_free_trainings }),
    state: isDone ? 'done' : 'open',
    times: Number(isDone),
  };
}

/** The person as the app shows them. */
export function toMe(row: MeRow, catalog: CatalogSnapshot, bot: BotHandle, now: Date): Me {
  const balances = row.balances;
  const xp = balances?.xp ?? 0;
  const { current, next } = levelProgressOf(catalog.levels, xp);
  return {
    id: row.id,
    telegramId: row.telegram_id,
    firstName: row.first_name,
    lastName: row.last_name,
    username: row.username,
    photoUrl: row.photo_url,
    isPremium: row.is_premium,
    language: languageOf(row.language, row.language_code),
    role: row.role,
    direction: row.direction,
    balance: {
      coins: balances?.coins ?? 0,
      freeOperations: balances?.free_operations ?? 0,
      credits: balances?.credits ?? 0,
      freeTrainings: balances?.free_trainings ?? 0,
    },
    freeAccess: toFreeAccess(row.free_access_until, now),
    plan: toPlan(row),
    level: {
      level: current.level,
      name: current.name,
      xp,
      from: current.min_xp,
      next: next?.min_xp ?? null,
      streakDays: row.streak_days,
    },
    tasks: toTasks(row, catalog),
    settings: {
      language: row.language,
      notifications: Object.fromEntries(
        notificationKinds.map((kind) => [kind, row.notifications[kind] ?? isOnByDefault(kind)]),
      ) as Me['settings']['notifications'],
      botMayWrite: row.allows_messages,
      defaultModel: row.default_model,
    },
    bot: { name: bot.name, username: bot.username },
    supportContact: catalog.settings.support_contact ?? null,
    createdAt: row.created_at.toISOString(),
  };
}
