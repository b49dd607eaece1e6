import type { ReactNode } from 'react';
import type { FieldIssue, Field as FieldShape } from '../../../../shared/records/fields.ts';
import type { Drafts } from './drafts.ts';

export interface FieldInputProps {
  name: string;
  label: string;
  field: FieldShape;
  drafts: Drafts;
  issue: FieldIssue | undefined;
  disabled: boolean;
  /** After a text: a button. */
  trailing?: ReactNode;
  onChange: (draft: unknown) => void;
}
