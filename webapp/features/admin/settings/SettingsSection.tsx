import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type SettingCode, settingFields } from '../../../../shared/records/settings.ts';
import type { AdminSettings } from '../../../../shared/schemas/adminRecords.ts';
import { useTRPC, useTRPCClient } from '../../../api/client.ts';
import { useClosingConfirmation } from '../../../telegram/behaviour.ts';
import { Button } from '../../../ui/Button.tsx';
import { QueryError } from '../../../ui/QueryError.tsx';
import { RowsSkeleton } from '../../../ui/Skeleton.tsx';
import { useAdminAction } from '../forms/useAdminAction.ts';
import { RecordFields } from '../records/RecordFields.tsx';
import '../records/records.css';
import { useRecordForm } from '../records/useRecordForm.ts';
import { useCanEdit } from '../rights.ts';
import { SectionHead } from '../SectionHead.tsx';
import { useSettingText } from './texts.ts';

const groups = {
  creation: ['generation_paused', 'generations_at_once', 'generations_per_minute'],
  payments: ['yookassa_bots'],
  newcomers: ['welcome_free_operations'],
  invites: ['referral_hold_hours'],
  channel: ['channel', 'channel_link'],
  support: ['support_contact'],
  reports: [
    'reports_chat',
    'reports_language',
    'report_payments',
    'report_alerts',
    'report_daily',
    'report_support',
  ],
  words: ['start_text', 'terms_text'],
} as const satisfies Record<string, SettingCode[]>;

/** The kill switch, limits, which bots accept roubles, and the bot's texts. */
export function SettingsSection() {
  const t = useSettingText();
  const trpc = useTRPC();
  const settings = useQuery(trpc.admin.settings.queryOptions());
  return (
    <>
      <SectionHead title={t('title')} />
      <div className="pad">
        {settings.isPending && <RowsSkeleton rows={8} />}
        {settings.error && (
          <QueryError error={settings.error} onRetry={() => void settings.refetch()} />
        )}
        {settings.data && <SettingsForm settings={settings.data} />}
      </div>
    </>
  );
}

function SettingsForm({ settings }: { settings: AdminSettings }) {
  const t = useSettingText();
  const client = useTRPCClient();
  const canEdit = useCanEdit();
  const { act, busy } = useAdminAction();
  const fields = settingFields(settings.roubleBots);
  const form = useRecordForm(fields, settings);
  const [savedVersion, setSavedVersion] = useState(0);
  if (settings.version > form.base.version) {
    // Refetched, as after a lost connection: typed values stay, and changes by others are shown.
    (settings.version === savedVersion ? form.reopen : form.adopt)(settings);
  }
  const count = Object.keys(form.changes).length;
  const isConfigured =
    form.base.values.yookassa_bots === null && !('yookassa_bots' in form.changes);
  useClosingConfirmation(canEdit && count > 0);
  const save = async () => {
    if (!form.isRight()) {
      return;
    }
    await act({
      input: { version: form.base.version, values: form.changes, reason: '' },
      send: async (input) => {
        const { version } = await client.admin.changeSettings.mutate(input);
        setSavedVersion(version);
      },
      done: t('saved'),
      onDone: () => {},
      onError: form.refused,
    });
  };
  return (
    <div className="stack admin-form admin-settings">
      {Object.entries(groups).map(([group, names]) => (
        <section key={group} className="stack">
          <h2 className="h3">{t(`groups.${group as keyof typeof groups}`)}</h2>
          {group === 'payments' && settings.roubleBots.length === 0 ? (
            <p className="sub t2">{t('noRoubles')}</p>
          ) : (
            <RecordFields
              section={null}
              fields={Object.fromEntries(names.map((name) => [name, fields[name]]))}
              form={group === 'creation' ? form : { ...form, meanwhile: null }}
              isNew={false}
              readOnly={!canEdit}
              labelOf={(name) => t(`names.${name as SettingCode}`)}
            />
          )}
          {group === 'payments' && settings.roubleBots.length > 0 && isConfigured && (
            <p className="cap t2">{t('asConfigured')}</p>
          )}
          {group === 'newcomers' && (
            <p className="cap t2">
              {t('configuredOperations', { count: settings.configuredFreeOperations })}
            </p>
          )}
          {group === 'support' && <p className="cap t2">{t('contactShown')}</p>}
          {group === 'words' && <p className="cap t2">{t('standardWords')}</p>}
        </section>
      ))}
      {canEdit && (
        <Button wide disabled={count === 0} busy={busy} onClick={() => void save()}>
          {t('save')}
        </Button>
      )}
    </div>
  );
}
