/**
 * Writes docs/data-model.md from the models: a diagram, and a line for each table.
 * `--check` writes nothing and fails when the document is not current.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type ModelAttributeColumnOptions, Sequelize } from 'sequelize';
import { associations, tables } from '../server/app/models.ts';
import { typeOf } from '../server/db/schemaAgreement.ts';
import type { Table } from '../server/db/table.ts';

const FILE = fileURLToPath(new URL('../docs/data-model.md', import.meta.url));
const sequelize = new Sequelize({
  dialect: 'postgres',
  define: { underscored: true, timestamps: false },
});

function columnsOf(table: Table): [name: string, column: ModelAttributeColumnOptions][] {
  const columns: Record<string, ModelAttributeColumnOptions> = table
    .bind(sequelize)
    .getAttributes();
  return Object.entries(columns).map(([field, column]) => [column.field ?? field, column]);
}

const tableOf = (model: unknown) => tables.find((table) => table.model === model)?.name ?? '?';

function entity(table: Table): string {
  const lines = columnsOf(table).map(([name, column]) => {
    const marks = [column.primaryKey && 'PK', column.references && 'FK'].filter(Boolean).join(', ');
    // A Mermaid type is one word.
    const type = typeOf(column)
      .replace('timestamp with time zone', 'timestamptz')
      .replace(/[^a-z0-9]+/g, '_');
    return `    ${type} ${name}${marks ? ` ${marks}` : ''}`;
  });
  return `  ${table.name} {\n${lines.join('\n')}\n  }`;
}

function relations(): string[] {
  return associations.map(
    ({ from, to, many, owned }) =>
      `  ${tableOf(from)} ||--o${many ? '{' : '|'} ${tableOf(to)} : ${owned}`,
  );
}

function line(table: Table): string {
  const names = columnsOf(table).map(([name, column]) =>
    column.primaryKey ? `**${name}**` : name,
  );
  return `| \`${table.name}\` | \`${table.model.name}\` | ${table.about} | ${names.join(', ')} |`;
}

const document = `# The data model

Written from the models by \`npm run docs:models\`; change \`models.ts\` of the feature instead.

## Tables

| table | model | what a row is | columns (primary key in bold) |
| --- | --- | --- | --- |
${tables.map(line).join('\n')}

## How they belong together

\`\`\`mermaid
erDiagram
${relations().join('\n')}
\`\`\`

## Columns

\`\`\`mermaid
erDiagram
${tables.map(entity).join('\n')}
\`\`\`
`;

if (process.argv.includes('--check')) {
  if ((await readFile(FILE, 'utf8').catch(() => '')) !== document) {
    process.stderr.write('docs/data-model.md is not current: npm run docs:models\n');
    process.exitCode = 1;
  }
} else {
  await writeFile(FILE, document);
}
