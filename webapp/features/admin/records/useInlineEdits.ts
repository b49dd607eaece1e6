import { useState } from 'react';
import { issuesOf } from '../../../../shared/records/check.ts';
import type { FieldIssue } from '../../../../shared/records/fields.ts';
import { type SectionCode, sectionOf } from '../../../../shared/records/sections.ts';
import type { AdminRecord } from '../../../../shared/schemas/adminRecords.ts';
import { errorSentence, toAppError } from '../../../api/appError.ts';
import { useTRPCClient } from '../../../api/client.ts';
import { requestId } from '../../../api/requestId.ts';
import { toast } from '../../../ui/toasts.ts';
import { useRefreshAdmin } from '../forms/useAdminAction.ts';
import { fromDraft, same } from './drafts.ts';
import { useRecordTitle } from './RecordName.tsx';
import { useRecordText } from './texts.ts';
import { useChangesText } from './useChangesText.ts';
import { useIssueText } from './useIssueText.ts';
import { useValueText } from './useValueText.ts';

type Edits = Readonly<
  Record<string, { record: AdminRecord; drafts: Readonly<Record<string, unknown>> }>
>;

/** Values that are edited in a list, and saved together. */
export function useInlineEdits(section: SectionCode) {
  const t = useRecordText();
  const client = useTRPCClient();
  const refresh = useRefreshAdmin();
  const [edits, setEdits] = useState<Edits>({});
  const [busy, setBusy] = useState(false);
  /** What another admin had changed when the last save was refused. */
  const [meanwhile, setMeanwhile] = useState<readonly { key: string; changes: string }[]>([]);
  /** What the server refused of the last save. */
  const [refused, setRefused] = useState<readonly string[]>([]);
  const words = useValueText();
  const issueText = useIssueText();
  const titleOf = useRecordTitle();
  const inWords = useChangesText();
  const { fields } = sectionOf(section);

  const draftOf = (record: AdminRecord, name: string) => edits[record.key]?.drafts[name];
  const edit = (record: AdminRecord, name: string, draft: unknown) => {
    setRefused([]);
    setEdits((now) => ({
      ...now,
      // The version at the start of editing.
      [record.key]: {
        record: now[record.key]?.record ?? record,
        drafts: { ...now[record.key]?.drafts, [name]: draft },
      },
    }));
  };
  const changes = Object.values(edits).flatMap(({ record, drafts }) => {
    const values = Object.fromEntries(
      Object.entries(drafts).flatMap(([name, draft]) => {
        const field = fields[name];
        const value = field ? fromDraft(field, draft, record.values) : undefined;
        return same(value, record.values[name]) ? [] : [[name, value]];
      }),
    );
    return Object.keys(values).length > 0 ? [{ record, values }] : [];
  });
  const issuesIn = (record: AdminRecord): FieldIssue[] => {
    const values = changes.find((one) => one.record.key === record.key)?.values;
    const found = issuesOf(fields, { ...record.values, ...values });
    return found.filter(({ field }) => values !== undefined && field in values);
  };
  const isWrong = (record: AdminRecord, name: string): boolean =>
    issuesIn(record).some(({ field }) => field === name);
  /** "Veo 3.1 Fast, price: at least 0 coins": a cell of a table has no room for a sentence of its own. */
  const inSentences = (record: AdminRecord, issues: readonly FieldIssue[]) =>
    issues.map((issue) => {
      const { field: name } = issue;
      const field = fields[name];
      const text = field && issueText(issue, field, record.values);
      return `${titleOf(section, record)} · ${words.label(section, name)}: ${text ?? ''}`;
    });
  const wrong = changes.flatMap(({ record }) => inSentences(record, issuesIn(record)));

  /** Saved one after the other; rejected values stay in the inputs, and the current ones are shown. */
  const save = async () => {
    setBusy(true);
    setMeanwhile([]);
    setRefused([]);
    let failed: unknown = null;
    for (const { record, values } of changes) {
      const { key, version } = record;
      try {
        await client.admin.changeRecord.mutate({
          requestId: requestId(),
          section,
          key,
          version,
          values,
        });
        forget(key);
      } catch (error) {
        failed = error;
        const { current, issues = [] } = toAppError(error).details;
        setRefused((now) => [...now, ...inSentences(record, issues)]);
        if (current) {
          adopt(record, current);
        }
      }
    }
    await refresh();
    setBusy(false);
    if (failed === null) {
      toast(t('saved'));
    } else {
      toast(errorSentence(failed), { kind: 'error' });
    }
  };
  /** Continues from the current record; what was typed stays. */
  const adopt = (record: AdminRecord, current: Pick<AdminRecord, 'version' | 'values'>) => {
    const { key, values: before } = record;
    const names = Object.keys(fields).filter((name) => !same(before[name], current.values[name]));
    const told = inWords({
      fields,
      names,
      before,
      now: current.values,
      nameOf: (name) => words.label(section, name),
    });
    setMeanwhile((now) => [...now, { key, changes: told }]);
    setEdits((now) => ({
      ...now,
      [key]: { record: { ...record, ...current }, drafts: now[key]?.drafts ?? {} },
    }));
  };
  const forget = (key: string) => setEdits(({ [key]: _, ...rest }) => rest);
  return {
    draftOf,
    edit,
    isWrong,
    count: changes.length,
    meanwhile,
    /** Sentences about values that can't be saved. */
    wrong: [...wrong, ...refused],
    canSave: wrong.length === 0,
    busy,
    save,
    discard: () => {
      setEdits({});
      setMeanwhile([]);
      setRefused([]);
    },
  };
}
