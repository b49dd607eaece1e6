/** Pages of records: searched, filtered, and in an order that a cursor can continue. */
import { Op, type Order, type WhereOptions } from 'sequelize';
import { timeIssue } from '../../../shared/records/check.ts';
import { type SectionCode, sectionOf } from '../../../shared/records/sections.ts';
import { DomainError } from '../../core/errors.ts';
import type { ReadRepository } from '../repository.ts';
import { type EditableRecord, type EditableSource, toRecord } from './source.ts';

export interface RecordQuery {
  query: string;
  filters: Readonly<Record<string, string>>;
  sort?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Where a page begins: after this value of the order's column and this key. */
type Place = [value: string | number, key: string | number];
type PartType = 'number' | 'text' | 'uuid' | 'time';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const fitsType: Record<PartType, (part: unknown) => boolean> = {
  number: (part) => Number.isSafeInteger(part),
  text: isStorable,
  uuid: (part) => typeof part === 'string' && UUID.test(part),
  time: (part) => timeIssue(part) === null,
};

/** @throws DomainError BAD_REQUEST: the cursor does not belong to this order. */
function readPlace(cursor: string, like: [sorted: PartType, key: PartType]): Place {
  const place: unknown = parse(cursor);
  const fits =
    Array.isArray(place) &&
    place.length === 2 &&
    place.every((part, at) => fitsType[like[at] ?? 'text'](part));
  if (!fits) {
    throw new DomainError('BAD_REQUEST', { fields: ['cursor'] });
  }
  return place as Place;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}

function isStorable(part: unknown): boolean {
  return typeof part === 'string' && part.isWellFormed() && !part.includes('\u0000');
}

const writePlace = (place: Place) => Buffer.from(JSON.stringify(place)).toString('base64url');

function searched(section: SectionCode, query: string): WhereOptions[] {
  const { search, fields } = sectionOf(section);
  const like = { [Op.iLike]: `%${query.replace(/[\\%_]/g, '\\$&')}%` };
  if (query === '') {
    return [];
  }
  const places = search.flatMap((name): WhereOptions[] =>
    fields[name]?.type === 'localized'
      ? ['ru', 'en'].map((language) => ({ [`${name}.${language}`]: like }))
      : [{ [name]: like }],
  );
  return [{ [Op.or]: places }];
}

function narrowed(source: EditableSource, filters: RecordQuery['filters']): WhereOptions[] {
  const { fields, filters: known } = sectionOf(source.section);
  return known.flatMap((name): WhereOptions[] => {
    const value = filters[name];
    const field = fields[name];
    if (value === undefined || field === undefined) {
      return [];
    }
    if (field.type === 'flag') {
      return [{ [name]: value === 'true' }];
    }
    return [source.narrow?.(name, value) ?? { [name]: value }];
  });
}

/** The value of a column; a key that is no field belongs to the source. */
function typeOf(source: EditableSource, column: string): PartType {
  switch (sectionOf(source.section).fields[column]?.type) {
    case undefined:
      return column === source.key ? (source.keyType ?? 'number') : 'number';
    case 'number':
      return 'number';
    case 'time':
      return 'time';
    default:
      return 'text';
  }
}

/** One page, and the cursor of the next; null at the end. */
export async function listRecords(
  rows: ReadRepository<InstanceType<EditableSource['model']>>,
  source: EditableSource,
  { query, filters, sort, cursor, limit }: RecordQuery,
): Promise<{ items: EditableRecord[]; nextCursor: string | null }> {
  const { sorts, fields } = sectionOf(source.section);
  const chosen = sorts.find((one) => one === sort) ?? sorts[0] ?? source.key;
  const falling = chosen.startsWith('-');
  const column = chosen.replace('-', '');
  const place =
    cursor === undefined
      ? null
      : readPlace(cursor, [typeOf(source, column), typeOf(source, source.key)]);
  const beyond = falling ? Op.lt : Op.gt;
  const after: WhereOptions[] = place
    ? [
        {
          [Op.or]: [
            { [column]: { [beyond]: place[0] } },
            { [column]: place[0], [source.key]: { [beyond]: place[1] } },
          ],
        },
      ]
    : [];
  const direction = falling ? 'DESC' : 'ASC';
  const order: Order = [
    [column, direction],
    [source.key, direction],
  ];
  const scoped = source.scope === undefined ? rows : rows.scope(source.scope);
  const found = await scoped.findAll({
    where: {
      [Op.and]: [...searched(source.section, query), ...narrowed(source, filters), ...after],
    },
    order: order.slice(0, column === source.key ? 1 : 2) as Order,
    limit: limit + 1,
  });
  const shown = found.slice(0, limit);
  const last = shown.at(-1)?.get({ plain: true }) as Record<string, string | number> | undefined;
  return {
    items: shown.map((row) => toRecord(source, fields, row)),
    nextCursor:
      found.length > limit && last
        ? writePlace([last[column] ?? '', last[source.key] ?? ''])
        : null,
  };
}
