/** The one table of what stands for each section. */
import type { SectionCode } from '../../../../shared/records/sections.ts';
import type { EditableSource } from '../../../db/editable/source.ts';
import { catalogRecords } from '../../catalog/records.ts';
import { promoRecords } from '../../promo/records.ts';

const sources = new Map(
  [...catalogRecords, promoRecords].map((source) => [source.section, source]),
);

export function sourceOf(section: SectionCode): EditableSource {
  const source = sources.get(section);
  if (!source) {
    throw new Error(`nothing stands for the section ${section}`);
  }
  return source;
}
