import type { Fields } from '../../../../shared/records/fields.ts';
import { type SectionCode, sectionOf } from '../../../../shared/records/sections.ts';
import type { AdminRecord } from '../../../../shared/schemas/adminRecords.ts';

/** Not in the form: a webinar has a separate button for it. */
const UNASKED: Partial<Record<SectionCode, readonly string[]>> = { webinars: ['active'] };

/** The fields of a section's form; the recording link appears once the webinar has started. */
export function shownFields(section: SectionCode, record: AdminRecord | null): Fields {
  const hasBegun = Date.parse(String(record?.values.startsAt)) <= Date.now();
  const left = [
    ...(UNASKED[section] ?? []),
    ...(section === 'webinars' && !hasBegun ? ['recordingLink'] : []),
  ];
  return Object.fromEntries(
    Object.entries(sectionOf(section).fields).filter(([name]) => !left.includes(name)),
  );
}
