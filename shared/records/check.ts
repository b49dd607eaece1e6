/** Validates values against their fields: in the form, and again on the server. */
import { languages } from '../language.ts';
import { hasVisibleText } from '../visibleText.ts';
import {
  type Field,
  type FieldIssue,
  type Fields,
  formOf,
  formProblems,
  isLocalized,
  ruleOf,
  type Values,
} from './fields.ts';
import { providersProblem } from './providers.ts';

type Issue = Omit<FieldIssue, 'field'>;

/** The years that the database and every formatter can hold. */
const MIN_TIME = Date.UTC(1970, 0, 1);
const MAX_TIME = Date.UTC(2999, 11, 31);

function textIssue(value: unknown, max: number): Issue | null {
  if (typeof value !== 'string' || !hasVisibleText(value)) {
    return { problem: 'required' };
  }
  if (value.length > max) {
    return { problem: 'too_long', limit: max };
  }
  // What PostgreSQL can't hold: half of a surrogate pair, and NUL.
  return /\p{Cs}/u.test(value) || value.includes('\u0000') ? { problem: 'bad_code' } : null;
}

function numberIssue(value: unknown, { min, max }: { min: number; max: number }): Issue | null {
  if (typeof value === 'number' && value > Number.MAX_SAFE_INTEGER) {
    return { problem: 'too_large', limit: max };
  }
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    return { problem: 'not_a_number' };
  }
  if (value < min) {
    return { problem: 'too_small', limit: min };
  }
  return value > max ? { problem: 'too_large', limit: max } : null;
}

/** Null for a time that can be stored and compared. */
export function timeIssue(value: unknown): Issue | null {
  const moment =
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN;
  return moment >= MIN_TIME && moment <= MAX_TIME ? null : { problem: 'not_a_time' };
}

function formIssue(value: unknown, { max, form }: Field & { type: 'text' }): Issue | null {
  const issue = textIssue(value, max);
  return !issue && form && !formOf(form).test(value as string)
    ? { problem: formProblems[form] }
    : issue;
}

function localizedIssue(value: unknown, max: number): Issue | null {
  if (!isLocalized(value)) {
    return { problem: 'required' };
  }
  const issues = languages.map((language) => textIssue(value[language], max));
  return issues.find((issue) => issue !== null) ?? null;
}

const isAnyOf = (value: unknown, of: readonly string[]): boolean => of.some((one) => one === value);

function choicesIssue(value: unknown, of: readonly string[]): Issue | null {
  const fits =
    Array.isArray(value) &&
    new Set(value).size === value.length &&
    value.every((one) => isAnyOf(one, of));
  return fits ? null : { problem: 'not_a_choice' };
}

type Check<Type extends Field['type']> = (
  value: unknown,
  field: Field & { type: Type },
  values: Values,
) => Issue | null;

const checks: { [Type in Field['type']]: Check<Type> } = {
  text: formIssue,
  localized: (value, { max }) => localizedIssue(value, max),
  number: (value, field, values) => numberIssue(value, ruleOf(field, values)),
  flag: (value) => (typeof value === 'boolean' ? null : { problem: 'required' }),
  choice: (value, { of }) => (isAnyOf(value, of) ? null : { problem: 'not_a_choice' }),
  choices: (value, { of }) => choicesIssue(value, of),
  record: (value) => textIssue(value, 64),
  time: timeIssue,
  providers: providersProblem,
};

function issueOf(field: Field, value: unknown, values: Values): Issue | null {
  if (value === null || value === undefined) {
    return field.optional || field.hidden?.(values) ? null : { problem: 'required' };
  }
  return (checks[field.type] as Check<Field['type']>)(value, field as never, values);
}

/** The problems of a whole record, field by field; none when all is well. Unknown fields are refused too. */
export function issuesOf(fields: Fields, values: Values): FieldIssue[] {
  const strangers = Object.keys(values).filter((name) => !Object.hasOwn(fields, name));
  return [
    ...strangers.map((field): FieldIssue => ({ field, problem: 'unknown' })),
    ...Object.entries(fields).flatMap(([name, field]) => {
      const issue = issueOf(field, values[name], values);
      return issue ? [{ field: name, ...issue }] : [];
    }),
  ];
}
