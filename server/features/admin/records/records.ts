/** Lists and changes of records; each change is audited with its values before and after. */
import type { z } from 'zod';
import type { Values } from '../../../../shared/records/fields.ts';
import type {
  changedRecordOutput,
  changeRecordInput,
  createRecordInput,
  recordsInput,
  toggleRecordsInput,
  toggleRecordsOutput,
} from '../../../../shared/schemas/adminRecords.ts';
import type { AppContext } from '../../../app/context.ts';
import type { Actor } from '../../../auth/actor.ts';
import { changeRecord, createRecord, toggleRecords } from '../../../db/editable/change.ts';
import { listRecords } from '../../../db/editable/list.ts';
import type { EditableRecord } from '../../../db/editable/source.ts';
import { runAuditedAction } from '../actions.ts';
import { followUp, sourceOf } from './sources.ts';

type Output = z.infer<typeof changedRecordOutput>;

/** One page of a section. @throws DomainError BAD_REQUEST (a cursor of another list) */
export async function readRecords(app: AppContext, input: z.infer<typeof recordsInput>) {
  const source = sourceOf(input.section);
  return await listRecords(app.db.of(source.model), source, {
    ...input,
    query: input.query.trim(),
  });
}

/** The name of a record in the audit log. */
function titleOf({ key, values }: EditableRecord): string {
  const name = values.code ?? values.title;
  return typeof name === 'string' ? name : key;
}

/** Fields that name a record, or say what its numbers count: without them the audit log can't be understood. */
const identifyingFields = ['code', 'kind', 'metric', 'name', 'level', 'coins', 'credits'] as const;

function aboutOf({ values }: EditableRecord): Values {
  return Object.fromEntries(
    identifyingFields.flatMap((name) => (name in values ? [[name, values[name]]] : [])),
  );
}

/** Only the differences, so that the audit log says what was changed. */
function differing(values: Values, other: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(other[name]),
    ),
  );
}

/**
 * Changes some fields of a record; it applies in every process at once.
 * @throws DomainError NOT_FOUND, INVALID_FIELDS, CHANGED_MEANWHILE, IDEMPOTENCY_CONFLICT
 */
export async function editRecord(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof changeRecordInput>,
): Promise<Output> {
  const { section, key } = input;
  const action = { name: 'record.change', target: `${section}:${key}` } as const;
  const done = await runAuditedAction(app, actor, action, input, async (tx) => {
    const { before, after } = await changeRecord(tx, sourceOf(section), input, app.now());
    app.catalog.changed(tx);
    await followUp(section, app, tx, { before, after });
    return {
      before: { title: titleOf(before), values: differing(before.values, after.values) },
      after: {
        title: titleOf(after),
        key: after.key,
        version: after.version,
        about: aboutOf(after),
        values: differing(after.values, before.values),
      },
    };
  });
  return { key: done.key, version: done.version };
}

/** @throws DomainError INVALID_FIELDS, IDEMPOTENCY_CONFLICT */
export async function addRecord(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof createRecordInput>,
): Promise<Output> {
  const { section, values } = input;
  const action = { name: 'record.create', target: section } as const;
  const done = await runAuditedAction(app, actor, action, input, async (tx) => {
    const made = await createRecord(tx, sourceOf(section), values, app.now());
    app.catalog.changed(tx);
    const { key, version } = made;
    return {
      before: undefined,
      after: { title: titleOf(made), key, version, values: made.values },
    };
  });
  return { key: done.key, version: done.version };
}

/**
 * Switches many records on or off.
 * @throws DomainError NOT_FOUND, INVALID_FIELDS (nothing is changed then), IDEMPOTENCY_CONFLICT
 */
export async function switchRecords(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof toggleRecordsInput>,
): Promise<z.infer<typeof toggleRecordsOutput>> {
  const { section, on } = input;
  const action = { name: on ? 'record.on' : 'record.off', target: section } as const;
  const done = await runAuditedAction(app, actor, action, input, async (tx) => {
    const changed = await toggleRecords(tx, sourceOf(section), input, app.now());
    app.catalog.changed(tx);
    for (const change of changed) {
      await followUp(section, app, tx, change);
    }
    const titles = changed.map(({ after }) => titleOf(after));
    return {
      before: { titles, on: !on },
      after: { titles, on, changed: changed.length },
    };
  });
  return { changed: done.changed };
}
