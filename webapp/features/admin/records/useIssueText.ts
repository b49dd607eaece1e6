import {
  type FieldIssue,
  type Field as FieldShape,
  ruleOf,
} from '../../../../shared/records/fields.ts';
import type { Drafts } from './drafts.ts';
import { useRecordText } from './texts.ts';
import { useValueText } from './useValueText.ts';

/** A sentence for a validation error. */
export function useIssueText() {
  const t = useRecordText();
  const words = useValueText();
  return (issue: FieldIssue | undefined, field: FieldShape, drafts: Drafts): string | null => {
    if (!issue) {
      return null;
    }
    const limit = issue.limit ?? 0;
    const unit = field.type === 'number' ? ruleOf(field, drafts).unit : 'pieces';
    return t(`problems.${issue.problem}`, { limit: words.amount(limit, unit) });
  };
}
