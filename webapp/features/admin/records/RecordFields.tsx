import type { ReactNode } from 'react';
import type { Fields } from '../../../../shared/records/fields.ts';
import type { SectionCode } from '../../../../shared/records/sections.ts';
import { Note } from '../../../ui/Note.tsx';
import { FieldInput } from './FieldInput.tsx';
import { useRecordText } from './texts.ts';
import { useChangesText } from './useChangesText.ts';
import type { useRecordForm } from './useRecordForm.ts';
import { useValueText } from './useValueText.ts';

export interface RecordFieldsProps {
  section: SectionCode | null;
  fields: Fields;
  form: ReturnType<typeof useRecordForm>;
  isNew: boolean;
  readOnly: boolean;
  labelOf?: (name: string) => string;
  trailing?: Readonly<Record<string, ReactNode>>;
}

/** All fields of a form, below a notice of concurrent changes by others. */
export function RecordFields({
  section,
  fields,
  form,
  isNew,
  readOnly,
  labelOf,
  trailing,
}: RecordFieldsProps) {
  const t = useRecordText();
  const words = useValueText();
  const inWords = useChangesText();
  const nameOf = (name: string) => labelOf?.(name) ?? words.label(section, name);
  const { drafts, issues, meanwhile } = form;
  return (
    <>
      {meanwhile && (
        <Note kind="bad">
          {t('changedMeanwhile', {
            changes: inWords({ ...meanwhile, names: meanwhile.fields, fields, nameOf }),
          })}
        </Note>
      )}
      {Object.entries(fields)
        .filter(([, field]) => !field.hidden?.(drafts))
        .map(([name, field]) => (
          <FieldInput
            key={name}
            name={name}
            label={nameOf(name)}
            field={field}
            drafts={drafts}
            issue={issues.find((issue) => issue.field === name)}
            disabled={readOnly || (field.fixed === true && !isNew)}
            trailing={trailing?.[name]}
            onChange={(draft) => form.type(name, draft)}
          />
        ))}
    </>
  );
}
