/** The source of each section, in one table. */
import type { SectionCode } from '../../../../shared/records/sections.ts';
import type { AppContext } from '../../../app/context.ts';
import type { Tx } from '../../../db/database.ts';
import type { Changed } from '../../../db/editable/change.ts';
import type { EditableSource } from '../../../db/editable/source.ts';
import { catalogRecords } from '../../catalog/service.ts';
import { promoRecords } from '../../promo/service.ts';
import { followChange, webinarRecords } from '../../webinars/service.ts';

const sources = new Map(
  [...catalogRecords, promoRecords, webinarRecords].map((source) => [source.section, source]),
);

type FollowUp = (app: AppContext, tx: Tx, change: Changed) => Promise<void>;

/** Effects of a change beyond the record itself. */
const followUps: Partial<Record<SectionCode, FollowUp>> = { webinars: followChange };

export async function followUp(
  section: SectionCode,
  app: AppContext,
  tx: Tx,
  change: Changed,
): Promise<void> {
  await followUps[section]?.(app, tx, change);
}

export function sourceOf(section: SectionCode): EditableSource {
  const source = sources.get(section);
  if (!source) {
    throw new Error(`nothing stands for the section ${section}`);
  }
  return source;
}
