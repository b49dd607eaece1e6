import { expect, it } from 'vitest';
import { badgeIconNames } from '../catalog/badges.ts';
import { type Language, languages } from '../language.ts';
import { choiceLabel, fieldLabel } from './labels.ts';
import { recordSections, type SectionCode } from './sections.ts';

const fields = Object.entries(recordSections).flatMap(([section, { fields: own }]) =>
  Object.entries(own).map(([name, field]) => ({ section: section as SectionCode, name, field })),
);

/** What has no name is called by its code. */
const lacks = (label: Record<Language, string>, name: string) =>
  languages.some((language) => label[language] === name);

it('every field that admins edit has a name in every language', () => {
  const nameless = fields.filter(({ section, name }) => lacks(fieldLabel(section, name), name));
  expect(nameless).toEqual([]);
});

it('every choice of a field has a name in every language; icons are chosen by their pictures', () => {
  const choices = fields.flatMap(({ field }) =>
    field.type === 'choice' && field.of !== badgeIconNames ? field.of : [],
  );
  expect(choices.length).toBeGreaterThan(20);
  expect(choices.filter((value) => lacks(choiceLabel(value), value))).toEqual([]);
});
