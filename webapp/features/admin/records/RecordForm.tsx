import Copy from 'lucide-react/icons/copy';
import Users from 'lucide-react/icons/users';
import { useState } from 'react';
import type { SectionCode } from '../../../../shared/records/sections.ts';
import type { AdminRecord } from '../../../../shared/schemas/adminRecords.ts';
import { useTRPCClient } from '../../../api/client.ts';
import { useText } from '../../../i18n/useText.ts';
import { useClosingConfirmation } from '../../../telegram/behaviour.ts';
import { copyText } from '../../../telegram/links.ts';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { toast } from '../../../ui/toasts.ts';
import { Submit } from '../forms/Submit.tsx';
import { useAdminAction } from '../forms/useAdminAction.ts';
import { useCanEdit } from '../rights.ts';
import { OfWebinar } from '../webinars/OfWebinar.tsx';
import { OfBadge } from './OfBadge.tsx';
import { PromoUses } from './PromoUses.tsx';
import { RecordFields } from './RecordFields.tsx';
import { randomCode } from './randomCode.ts';
import { shownFields } from './shownFields.ts';
import { useRecordText } from './texts.ts';
import { useRecordForm } from './useRecordForm.ts';
import { viewOf } from './views.ts';

export interface RecordFormProps {
  section: SectionCode;
  /** Null: a new one. */
  record: AdminRecord | null;
  onDone: () => void;
}

/** The form of a record: a new or an existing one. */
export function RecordForm({ section, record, onDone }: RecordFormProps) {
  const t = useRecordText();
  const client = useTRPCClient();
  const { act, busy } = useAdminAction();
  const canEdit = useCanEdit();
  const fields = shownFields(section, record);
  const form = useRecordForm(fields, record ?? { version: 0, values: viewOf(section).fresh });
  const [reason, setReason] = useState('');
  const isChanged = Object.keys(form.changes).length > 0;
  useClosingConfirmation(canEdit && isChanged);
  const submit = async () => {
    if (!form.isRight()) {
      return;
    }
    const why = reason.trim();
    const shared = { onDone, onError: form.refused };
    if (record === null) {
      // Fields that are not in the form have the defaults of a new record.
      const values = { ...viewOf(section).fresh, ...form.values };
      const input = { section, values, reason: why };
      await act({ input, send: client.admin.createRecord.mutate, done: t('created'), ...shared });
      return;
    }
    const { version } = form.base;
    const input = { section, key: record.key, version, values: form.changes, reason: why };
    await act({ input, send: client.admin.changeRecord.mutate, done: t('saved'), ...shared });
  };
  const generate = section === 'promo' && record === null && (
    <Button kind="plain" size="sm" onClick={() => form.type('code', randomCode())}>
      {t('generate')}
    </Button>
  );
  return (
    <div className="stack admin-form">
      <RecordFields
        section={section}
        fields={fields}
        form={form}
        isNew={record === null}
        readOnly={!canEdit}
        trailing={{ code: generate || undefined }}
      />
      {canEdit && record !== null && (
        <Field label={t('reason')} showLabel maxLength={300} value={reason} onChange={setReason} />
      )}
      {section === 'promo' && record !== null && <OfPromo record={record} />}
      {section === 'webinars' && record !== null && <OfWebinar record={record} onDone={onDone} />}
      {section === 'badges' && record !== null && canEdit && <OfBadge record={record} />}
      {canEdit && (
        <Submit
          text={t(record === null ? 'create' : 'save')}
          enabled={record === null || isChanged}
          busy={busy}
          onClick={() => void submit()}
        />
      )}
    </div>
  );
}

/** The parts of the form that only promo codes have. */
function OfPromo({ record }: { record: AdminRecord }) {
  const t = useRecordText();
  const words = useText();
  const [open, setOpen] = useState(false);
  const code = String(record.values.code);
  return (
    <>
      <div className="flex g8 wrap">
        <Button
          kind="gray"
          size="sm"
          icon={Copy}
          onClick={async () => {
            if (await copyText(code)) {
              toast(words('copied'));
            }
          }}
        >
          {t('copy')}
        </Button>
        <Button kind="gray" size="sm" icon={Users} onClick={() => setOpen((now) => !now)}>
          {t('uses')}
        </Button>
      </div>
      {open && <PromoUses promoId={record.key} />}
    </>
  );
}
