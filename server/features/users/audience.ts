/** The people of an audience: for messages to many. */
import {
  type Attributes,
  col,
  type FindOptions,
  fn,
  type IncludeOptions,
  Op,
  type WhereOptions,
  where,
} from 'sequelize';
import { DEFAULT_LANGUAGE, type Language, languages, readersOf } from '../../../shared/language.ts';
import type { BroadcastAudience, BroadcastSize } from '../../../shared/schemas/broadcasts.ts';
import type { Reader } from '../../db/repository.ts';
import { ago, NOW } from '../../db/values.ts';
import { User } from './models.ts';

/** Those whom the bot may write to and who have switched promotions on. */
const mayWrite = { allowsMessages: true };
const wantsPromotions = { notifications: { broadcast: true } } as WhereOptions<Attributes<User>>;

/** As `languageFor` says it: the language that was chosen, else the one that fits their Telegram. */
function readersWhere(read: Language): WhereOptions<Attributes<User>> {
  const primary = fn('substring', fn('lower', col('User.language_code')), '^[^-_]*');
  const others = languages.filter((one) => one !== DEFAULT_LANGUAGE);
  const foreign = others.flatMap((one): readonly string[] => readersOf[one]);
  const theirs =
    read === DEFAULT_LANGUAGE
      ? { [Op.or]: [{ languageCode: null }, where(primary, { [Op.notIn]: foreign })] }
      : where(primary, { [Op.in]: [...readersOf[read]] });
  return { [Op.or]: [{ language: read }, { [Op.and]: [{ language: null }, theirs] }] };
}

/** A plan that runs for a time, now. */
const runningPlan = {
  kind: { [Op.ne]: 'CREDITS' },
  startsAt: { [Op.lte]: NOW },
  endsAt: { [Op.gt]: NOW },
};

function audienceOptions(
  { language, bot, activity, plan, role }: BroadcastAudience,
  more: WhereOptions<Attributes<User>>[] = [],
): FindOptions<Attributes<User>> & { include: IncludeOptions[] } {
  // Accounts that are paused or erased are left out.
  const conditions: WhereOptions<Attributes<User>>[] = [
    { erasedAt: null, blockedAt: null },
    ...more,
  ];
  const include: IncludeOptions[] = [];
  if (language) {
    conditions.push(readersWhere(language));
  }
  if (activity) {
    const border = ago({ days: activity.days });
    conditions.push({ lastSeenAt: activity.seen ? { [Op.gte]: border } : { [Op.lt]: border } });
  }
  if (role) {
    conditions.push({ role });
  }
  if (bot) {
    const of = { botName: bot };
    include.push({ association: 'sessions', attributes: [], required: true, where: of });
  }
  if (plan) {
    const code = plan.held && plan.code ? { planCode: plan.code } : {};
    include.push({
      association: 'plans',
      attributes: [],
      required: plan.held,
      where: { ...runningPlan, ...code },
    });
    if (!plan.held) {
      conditions.push({ '$plans.id$': null } as WhereOptions<Attributes<User>>);
    }
  }
  return { where: { [Op.and]: conditions }, include };
}

async function count(
  db: Reader,
  audience: BroadcastAudience,
  more: WhereOptions<Attributes<User>>[],
): Promise<number> {
  return await db.of(User).count({ ...audienceOptions(audience, more), distinct: true, col: 'id' });
}

/** How many match, and how many of them can be written to. */
export async function countAudience(
  db: Reader,
  audience: BroadcastAudience,
): Promise<BroadcastSize> {
  const [matching, reachable, recipients] = await Promise.all([
    count(db, audience, []),
    count(db, audience, [mayWrite]),
    count(db, audience, [mayWrite, wantsPromotions]),
  ]);
  return {
    matching,
    unreachable: matching - reachable,
    declined: reachable - recipients,
    recipients,
  };
}

export interface AudienceWindow {
  /** The last person of the window before. */
  afterId: number;
  /** Who came later is left out. */
  createdBefore: Date;
  limit: number;
}

/** The next people of an audience who can be written to, by id. */
export async function listAudience(
  db: Reader,
  audience: BroadcastAudience,
  { afterId, createdBefore, limit }: AudienceWindow,
): Promise<Pick<User, 'id' | 'firstBot'>[]> {
  const window = { id: { [Op.gt]: afterId }, createdAt: { [Op.lte]: createdBefore } };
  return await db.of(User).findAll({
    attributes: ['id', 'firstBot'],
    ...audienceOptions(audience, [window, mayWrite, wantsPromotions]),
    // One row for each person, however many plans they hold.
    group: ['User.id'],
    subQuery: false,
    order: [['id', 'ASC']],
    limit,
  });
}
