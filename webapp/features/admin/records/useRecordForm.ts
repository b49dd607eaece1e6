import { useEffect, useState } from 'react';
import { issuesOf } from '../../../../shared/records/check.ts';
import type { FieldIssue, Fields, Values } from '../../../../shared/records/fields.ts';
import { toAppError } from '../../../api/appError.ts';
import { changesOf, type Drafts, fromDrafts, same, toDrafts } from './drafts.ts';
import { showFirstProblem } from './showProblem.ts';

interface Base {
  version: number;
  values: Values;
}

/** What another admin has changed meanwhile. */
export interface Meanwhile {
  before: Values;
  now: Values;
  fields: string[];
}

/**
 * The state of a form: the drafts, their errors, and the changes by others since it was opened.
 */
export function useRecordForm(fields: Fields, opened: Base) {
  const [base, setBase] = useState(opened);
  const [drafts, setDrafts] = useState<Drafts>(() => toDrafts(fields, opened.values));
  const [issues, setIssues] = useState<readonly FieldIssue[]>([]);
  const [meanwhile, setMeanwhile] = useState<Meanwhile | null>(null);
  /** How often it was refused, here or by the server. */
  const [refusals, setRefusals] = useState(0);
  useEffect(() => {
    if (refusals > 0) {
      showFirstProblem();
    }
  }, [refusals]);
  const values = fromDrafts(fields, drafts);
  const untouched = toDrafts(fields, base.values);
  // Fields that were not edited are sent unchanged, also where the input shows less, such as a time without
  // seconds.
  const changes = Object.fromEntries(
    Object.entries(changesOf(values, base.values)).filter(
      ([name]) => !same(drafts[name], untouched[name]),
    ),
  );

  const type = (name: string, draft: unknown) => {
    setDrafts((now) => ({ ...now, [name]: draft }));
    setIssues((now) => now.filter(({ field }) => field !== name));
  };
  /** Whether it can be sent; marks invalid fields. */
  const isRight = (): boolean => {
    const found = issuesOf(fields, values);
    setIssues(found);
    if (found.length > 0) {
      setRefusals((now) => now + 1);
    }
    return found.length === 0;
  };
  /**
   * Handles a refusal that belongs to the form.
   * @returns false for any other.
   */
  const refused = (error: unknown): boolean => {
    const { code, details } = toAppError(error);
    if (code === 'INVALID_FIELDS') {
      setIssues(details.issues ?? []);
      setRefusals((now) => now + 1);
      return true;
    }
    if (code === 'CHANGED_MEANWHILE' && details.current) {
      adopt(details.current);
      setRefusals((now) => now + 1);
      return true;
    }
    return false;
  };
  /** Continues from the current record; what was typed here stays. */
  const adopt = (current: Base) => {
    const theirs = toDrafts(fields, current.values);
    const before = toDrafts(fields, base.values);
    const names = Object.keys(fields);
    setDrafts(
      Object.fromEntries(
        names.map((name) => [name, same(drafts[name], before[name]) ? theirs[name] : drafts[name]]),
      ),
    );
    const news = names.filter((name) => !same(base.values[name], current.values[name]));
    // An unedited form loses nothing: it shows the current record.
    const isTyped = names.some((name) => !same(drafts[name], before[name]));
    setMeanwhile(
      news.length > 0 && isTyped
        ? { before: base.values, now: current.values, fields: news }
        : null,
    );
    setBase(current);
  };
  /** Resets the form to the current record, for instance after saving. */
  const reopen = (current: Base) => {
    setDrafts(toDrafts(fields, current.values));
    setIssues([]);
    setMeanwhile(null);
    setBase(current);
  };
  return {
    base,
    drafts,
    values,
    changes,
    issues,
    meanwhile,
    type,
    isRight,
    refused,
    adopt,
    reopen,
  };
}
