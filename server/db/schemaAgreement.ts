/** Compares the models with the schema that the migrations have made, and lists the differences. */
import type { ModelAttributeColumnOptions } from 'sequelize';
import { Sequelize } from 'sequelize';
import type { Table } from './table.ts';

/** The facts about one table that both sides state, a line for each. */
export type TableFacts = Map<string, Set<string>>;
type Query = <Row>(text: string) => Promise<Row[]>;

/** Tables of libraries, which have no model. */
const LIBRARY_TABLES = ['schema_migrations'];

const readColumns = `
  select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
    a.attnotnull as required, a.attidentity <> '' as identity,
    pg_get_expr(d.adbin, d.adrelid) as expression
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;
const readKeys = `
  select c.conrelid::regclass::text as "table", c.contype as type, c.conname as name,
    columns.names as columns, c.confrelid::regclass::text as target, targets.names as keys
  from pg_constraint c
  cross join lateral (
    select array_agg(a.attname::text order by k.nth) as names
    from unnest(c.conkey) with ordinality as k (attnum, nth)
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum) columns
  cross join lateral (
    select array_agg(a.attname::text order by k.nth) as names
    from unnest(c.confkey) with ordinality as k (attnum, nth)
    join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.attnum) targets
  where c.connamespace = 'public'::regnamespace and c.contype in ('p', 'u', 'f')`;
/** `provider = ANY (ARRAY['stars'::text, 'yookassa'::text])` */
const readLists = `
  select conrelid::regclass::text as "table", found[1] as "column", found[2] as list
  from pg_constraint,
    regexp_match(pg_get_constraintdef(oid), '^CHECK \\(\\((\\w+) = ANY \\(ARRAY\\[(''.*)\\]\\)\\)\\)$') found
  where connamespace = 'public'::regnamespace and contype = 'c' and found is not null`;

function add(facts: TableFacts, table: string, fact: string): void {
  const known = facts.get(table) ?? new Set();
  facts.set(table, known.add(fact));
}

const columnFact = (name: string, type: string, required: boolean, filled: string | null) =>
  `column ${name} ${type}${required ? ', required' : ''}${filled === null ? '' : `, default ${filled}`}`;
const keyFact = (what: string, columns: readonly string[], target = '') =>
  `${what} (${columns.join(', ')})${target}`;
const valuesFact = (column: string, values: readonly string[]) =>
  `values of ${column}: ${[...values].sort().join(', ')}`;

/** `'user'::text` and `user` are the same default. */
function plainDefault(expression: string | null): string | null {
  return expression?.replace(/::[\w ]+$/, '').replace(/^'(.*)'$/, '$1') ?? null;
}

/** The facts of the database. */
export async function factsOfSchema(query: Query): Promise<TableFacts> {
  const facts: TableFacts = new Map();
  type Column = { table: string; name: string; type: string; required: boolean; identity: boolean };
  for (const row of await query<Column & { expression: string | null }>(readColumns)) {
    const filled = row.identity ? 'identity' : plainDefault(row.expression);
    add(facts, row.table, columnFact(row.name, row.type, row.required, filled));
  }
  type Key = { table: string; type: 'p' | 'u' | 'f'; name: string; columns: string[] };
  for (const row of await query<Key & { target: string; keys: string[] }>(readKeys)) {
    const fact = {
      p: () => keyFact('primary key', row.columns),
      u: () => keyFact(`unique ${row.name}`, row.columns),
      f: () => keyFact('foreign key', row.columns, ` to ${row.target} (${row.keys.join(', ')})`),
    }[row.type];
    add(facts, row.table, fact());
  }
  type List = { table: string; column: string; list: string };
  for (const { table, column, list } of await query<List>(readLists)) {
    const values = [...list.matchAll(/'([^']*)'/g)].map(([, value = '']) => value);
    add(facts, table, valuesFact(column, values));
  }
  for (const table of LIBRARY_TABLES) {
    facts.delete(table);
  }
  return facts;
}

/** PostgreSQL's name of a column's type, as `format_type` gives it. */
export function typeOf(column: ModelAttributeColumnOptions): string {
  return (column.type as { toSql(): string }).toSql().toLowerCase().replace('decimal', 'numeric');
}

function defaultOf(column: ModelAttributeColumnOptions): string | null {
  const value = column.defaultValue;
  if (column.autoIncrement) {
    return 'identity';
  }
  if (value === undefined) {
    return null;
  }
  if (typeof value === 'object' && value !== null) {
    return 'val' in value ? String(value.val) : JSON.stringify(value);
  }
  return String(value);
}

/** The values of a column that has few of them. */
function listOf({ validate }: ModelAttributeColumnOptions): readonly string[] | null {
  return (validate?.isIn as [readonly string[]] | undefined)?.[0] ?? null;
}

function factsOfColumn(name: string, column: ModelAttributeColumnOptions): string[] {
  const values = listOf(column);
  const target = column.references as { model: string; key: string } | undefined;
  return [
    columnFact(name, typeOf(column), column.allowNull === false, defaultOf(column)),
    ...(values ? [valuesFact(name, values)] : []),
    ...(target ? [keyFact('foreign key', [name], ` to ${target.model} (${target.key})`)] : []),
  ];
}

/** The facts of the models. */
export function factsOfModels(tables: readonly Table[]): TableFacts {
  const facts: TableFacts = new Map();
  const sequelize = new Sequelize({
    dialect: 'postgres',
    define: { underscored: true, timestamps: false },
  });
  for (const table of tables) {
    const columns = table.bind(sequelize).getAttributes() as Record<
      string,
      ModelAttributeColumnOptions
    >;
    const nameOf = (field: string) => columns[field]?.field ?? field;
    const primary: string[] = [];
    for (const [field, column] of Object.entries(columns)) {
      const name = nameOf(field);
      for (const fact of factsOfColumn(name, column)) {
        add(facts, table.name, fact);
      }
      if (column.primaryKey) {
        primary.push(name);
      }
    }
    add(facts, table.name, keyFact('primary key', table.primaryKey?.map(nameOf) ?? primary));
    for (const [key, fields] of Object.entries(table.unique)) {
      add(facts, table.name, keyFact(`unique ${key}`, fields.map(nameOf)));
    }
    for (const { columns: own, references, keys } of table.foreignKeys) {
      add(
        facts,
        table.name,
        keyFact('foreign key', own.map(nameOf), ` to ${references} (${keys.join(', ')})`),
      );
    }
  }
  return facts;
}

/** A model may be stricter than its table, but not looser: that would be an error of the server. */
function isCheckedByModelAlone(fact: string, schema: ReadonlySet<string>): boolean {
  const [column, values] = fact.split(': ');
  return (
    column?.startsWith('values of ') === true &&
    values !== undefined &&
    ![...schema].some((real) => real.startsWith(`${column}: `))
  );
}

/** One sentence for each difference; none when models and schema agree. */
export function differences(models: TableFacts, schema: TableFacts): string[] {
  const found: string[] = [];
  for (const table of new Set([...models.keys(), ...schema.keys()])) {
    const modelFacts = models.get(table);
    const real = schema.get(table);
    if (!modelFacts) {
      found.push(`The table ${table} has no model.`);
    } else if (!real) {
      found.push(`The model's table ${table} does not exist.`);
    } else {
      found.push(
        ...[...modelFacts]
          .filter((fact) => !real.has(fact) && !isCheckedByModelAlone(fact, real))
          .map((fact) => `${table}: only the model says "${fact}".`),
        ...[...real]
          .filter((fact) => !modelFacts.has(fact))
          .map((fact) => `${table}: only the schema says "${fact}".`),
      );
    }
  }
  return found;
}
