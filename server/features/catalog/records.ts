/**
 * How the tables of the catalog are mapped to the sections that admins edit, and the rules between records.
 */
import { Op } from 'sequelize';
import { CUSTOM_AMOUNT_PACK } from '../../../shared/catalog/packs.ts';
import type { FieldIssue, Values } from '../../../shared/records/fields.ts';
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import type { Tx } from '../../db/database.ts';
import type { EditableSource } from '../../db/editable/source.ts';
import { Badge, GenerationModel, Level, Pack, Plan, Preset, Reward } from './models.ts';

const asText = (text: string) => text;

/** More XP than every lower level, and less than every higher one; the first level begins at 0. */
async function checkLevel(tx: Tx, next: Values, isNew: boolean): Promise<FieldIssue[]> {
  const level = Number(next.level);
  const minXp = Number(next.minXp);
  // Locked, so that two changes at once are validated one after the other.
  const others = await tx.of(Level).findAll({
    where: { level: { [Op.ne]: level } },
    order: [['level', 'ASC']],
    lock: FOR_NO_KEY_UPDATE,
  });
  const last = others.at(-1)?.level ?? 0;
  if (isNew && level !== last + 1) {
    return [{ field: 'level', problem: 'not_next', limit: last + 1 }];
  }
  const below = others.filter((other) => other.level < level).at(-1);
  const above = others.find((other) => other.level > level);
  if (level === 1 && minXp !== 0) {
    return [{ field: 'minXp', problem: 'too_large', limit: 0 }];
  }
  const fits = (!below || minXp > below.minXp) && (!above || minXp < above.minXp);
  return fits ? [] : [{ field: 'minXp', problem: 'not_rising' }];
}

/** The chain of fallbacks ends, and every model in it does the same operation. */
async function checkModel(tx: Tx, next: Values): Promise<FieldIssue[]> {
  const { code, fallback, operation } = next;
  if (fallback === null || fallback === undefined) {
    return [];
  }
  if (fallback === code) {
    return [{ field: 'fallback', problem: 'own_fallback' }];
  }
  // Locked, so that two changes at once can't make a circle.
  const all = await tx
    .of(GenerationModel)
    .findAll({ order: [['code', 'ASC']], lock: FOR_NO_KEY_UPDATE });
  const models = new Map(all.map((model) => [model.code, model]));
  const first = models.get(String(fallback));
  if (!first) {
    return [{ field: 'fallback', problem: 'not_a_choice' }];
  }
  if (first.operation !== operation) {
    return [{ field: 'fallback', problem: 'other_operation' }];
  }
  const seen = new Set([String(code)]);
  for (let model: GenerationModel | undefined = first; model; ) {
    if (seen.has(model.code)) {
      return [{ field: 'fallback', problem: 'fallback_circle' }];
    }
    seen.add(model.code);
    model = models.get(model.fallback ?? '');
  }
  return [];
}

/** Other amounts are sold at the rate of one pack, which has to stay on sale. */
function checkPack({ code, active }: Values): FieldIssue[] {
  return code === CUSTOM_AMOUNT_PACK && active === false
    ? [{ field: 'active', problem: 'last_pack' }]
    : [];
}

export const catalogRecords: readonly EditableSource[] = [
  {
    section: 'models',
    model: GenerationModel as never,
    key: 'code',
    parseKey: asText,
    check: (tx, next) => checkModel(tx, next),
  },
  {
    section: 'packs',
    model: Pack as never,
    key: 'code',
    parseKey: asText,
    check: async (_tx, next) => checkPack(next),
  },
  { section: 'plans', model: Plan as never, key: 'code', parseKey: asText },
  { section: 'presets', model: Preset as never, key: 'code', parseKey: asText },
  { section: 'rewards', model: Reward as never, key: 'code', parseKey: asText },
  {
    section: 'levels',
    model: Level as never,
    key: 'level',
    parseKey: (text) => (/^\d{1,4}$/.test(text) ? Number(text) : null),
    check: (tx, next, before) => checkLevel(tx, next, before === null),
  },
  {
    section: 'badges',
    model: Badge as never,
    key: 'code',
    parseKey: asText,
    readExtra: ({ criteria }) => ({ ...(criteria as Badge['criteria']) }),
    toAttributes: ({ metric, threshold, ...values }) => ({
      ...values,
      criteria: { metric, threshold: threshold ?? 1 },
    }),
    narrow: (field, value) => (field === 'metric' ? { criteria: { metric: value } } : undefined),
    facts: ({ ownedPercent }) => ({ ownedPercent: Number(ownedPercent) }),
  },
];
