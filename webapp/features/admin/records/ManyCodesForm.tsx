import Copy from 'lucide-react/icons/copy';
import { useState } from 'react';
import { recordSections } from '../../../../shared/records/sections.ts';
import { useTRPCClient } from '../../../api/client.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useText } from '../../../i18n/useText.ts';
import { useClosingConfirmation } from '../../../telegram/behaviour.ts';
import { copyText } from '../../../telegram/links.ts';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { toast } from '../../../ui/toasts.ts';
import { CsvButton } from '../CsvButton.tsx';
import { Submit } from '../forms/Submit.tsx';
import { useAdminAction } from '../forms/useAdminAction.ts';
import { bareOf, promoOf } from './drafts.ts';
import { RecordFields } from './RecordFields.tsx';
import { useRecordText } from './texts.ts';
import { useRecordForm } from './useRecordForm.ts';
import { viewOf } from './views.ts';

const { code: _, ...fields } = recordSections.promo.fields;
const MAX_CODES = 1000;
const opened = { version: 0, values: viewOf('promo').fresh };

/** Creates many promo codes of one kind, each for one use by default. */
export function ManyCodesForm() {
  const t = useRecordText();
  const client = useTRPCClient();
  const { act, busy } = useAdminAction();
  const form = useRecordForm(fields, opened);
  const f = useFormat();
  const [prefix, setPrefix] = useState('');
  const [count, setCount] = useState('10');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const number = /^\d{1,4}$/.test(bareOf(count)) ? Number(bareOf(count)) : 0;
  const isCountRight = number >= 1 && number <= MAX_CODES;
  const begin = promoOf(prefix).replace(/[-_]+$/, '');
  const isPrefixRight = /^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u.test(begin);
  useClosingConfirmation(prefix !== '' && codes === null);
  if (codes) {
    return <Made codes={codes} prefix={begin} />;
  }
  const submit = async () => {
    if (!form.isRight()) {
      return;
    }
    const input = { prefix: begin, count: number, values: form.values, reason: '' };
    await act({
      input,
      send: async (sent) => setCodes((await client.admin.createPromoCodes.mutate(sent)).codes),
      done: null,
      onDone: () => {},
      onError: form.refused,
    });
  };
  return (
    <div className="stack admin-form">
      <Field
        label={t('prefix')}
        showLabel
        maxLength={16}
        value={prefix}
        state={begin !== '' && !isPrefixRight ? 'error' : 'plain'}
        help={isPrefixRight ? null : t('badPrefix')}
        onChange={setPrefix}
      />
      <Field
        label={t('count')}
        showLabel
        inputMode="numeric"
        maxLength={4}
        value={count}
        state={isCountRight ? 'plain' : 'error'}
        help={isCountRight ? null : t('badCount', { max: f.amount(MAX_CODES) })}
        onChange={setCount}
      />
      <RecordFields section="promo" fields={fields} form={form} isNew readOnly={false} />
      <Submit
        text={isCountRight ? t('createMany', { count: number }) : t('create')}
        enabled={isCountRight && isPrefixRight}
        busy={busy}
        onClick={() => void submit()}
      />
    </div>
  );
}

/** The codes, to be copied at once or saved as a file. */
function Made({ codes, prefix }: { codes: readonly string[]; prefix: string }) {
  const t = useRecordText();
  const words = useText();
  return (
    <div className="stack admin-form">
      <p className="sub t2">{t('madeTitle', { count: codes.length })}</p>
      <pre className="mono admin-codes">{codes.join('\n')}</pre>
      <Button
        icon={Copy}
        onClick={async () => {
          if (await copyText(codes.join('\n'))) {
            toast(words('copied'));
          }
        }}
      >
        {t('copyAll')}
      </Button>
      <CsvButton
        of={{ list: 'records', section: 'promo', query: prefix, filters: {}, sort: '-id' }}
      />
    </div>
  );
}
