import { useState } from 'react';
import type { BroadcastStep } from '../../../../shared/closedSets.ts';
import type { Language } from '../../../../shared/language.ts';
import { languages } from '../../../../shared/language.ts';
import type { BroadcastDetails } from '../../../../shared/schemas/broadcasts.ts';
import { useTRPCClient } from '../../../api/client.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Button } from '../../../ui/Button.tsx';
import { Section } from '../../../ui/Card.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { Note } from '../../../ui/Note.tsx';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import { confirm } from '../../../ui/popup.ts';
import { Segment } from '../../../ui/Segment.tsx';
import { useAdminAction } from '../forms/useAdminAction.ts';
import { useCanEdit } from '../rights.ts';
import { MessagePreview } from './MessagePreview.tsx';
import { StateTag } from './StateTag.tsx';
import { useBroadcastText } from './texts.ts';

/** A broadcast that has started: its progress, and the possible actions. */
export function Progress({ broadcast }: { broadcast: BroadcastDetails }) {
  const t = useBroadcastText();
  const f = useFormat();
  const canEdit = useCanEdit();
  const [language, setLanguage] = useState<Language>(f.language);
  const { state, recipients, outcomes, adminName, refusedBot } = broadcast;
  const settled = Object.values(outcomes).reduce((sum, one) => sum + one, 0);
  return (
    <div className="stack broadcast">
      <div className="flex g8 wrap">
        <StateTag state={state} />
        <span className="sub t2 admin-word">{t('by', { name: adminName })}</span>
      </div>
      {recipients !== null && recipients > 0 && (
        <ProgressBar
          label={t('progress')}
          value={state === 'finished' ? 1 : settled / recipients}
          kind={state === 'finished' ? 'ok' : 'action'}
        />
      )}
      <Facts items={useFacts(broadcast, settled)} />
      {state === 'paused' && refusedBot !== null && (
        <Note kind="bad">{t('refusedBot', { bot: refusedBot })}</Note>
      )}
      {outcomes.unknown > 0 && <Note>{t('unknownText')}</Note>}
      {canEdit && <Steps broadcast={broadcast} />}
      <Section title={t('message')}>
        <div className="stack">
          <Segment
            label={t('language')}
            items={languages.map((value) => ({ value, label: t(`languages.${value}`) }))}
            value={language}
            onChange={setLanguage}
          />
          <MessagePreview message={broadcast} language={language} />
        </div>
      </Section>
    </div>
  );
}

const counted = ['blocked', 'silenced', 'failed', 'unknown', 'withdrawn'] as const;

function useFacts(broadcast: BroadcastDetails, settled: number) {
  const t = useBroadcastText();
  const f = useFormat();
  const { state, outcomes, recipients, scheduledAt, startedAt, finishedAt } = broadcast;
  const isUnderWay = state === 'running' || state === 'paused';
  const times = [
    {
      name: state === 'cancelled' ? 'planned' : 'scheduled',
      at: startedAt === null ? scheduledAt : null,
    },
    { name: 'started', at: startedAt },
    { name: state === 'cancelled' ? 'cancelled' : 'finished', at: finishedAt },
  ] as const;
  const shown = counted.filter((name) => outcomes[name] > 0);
  const numbers = [
    ...(recipients === null ? [] : [{ name: 'recipients', count: recipients } as const]),
    ...(startedAt === null ? [] : [{ name: 'sent', count: outcomes.sent } as const]),
    ...(isUnderWay
      ? [{ name: 'waiting', count: Math.max(0, (recipients ?? 0) - settled) } as const]
      : []),
    ...shown.map((name) => ({ name, count: outcomes[name] })),
  ];
  return [
    ...numbers.map(({ name, count }) => ({ name: t(`facts.${name}`), value: f.amount(count) })),
    ...times.flatMap(({ name, at }) =>
      at === null ? [] : [{ name: t(`facts.${name}`), value: f.moment(at) }],
    ),
  ];
}

const done = { pause: 'paused', resume: 'resumed', cancel: 'cancelled' } as const;

function Steps({ broadcast: { id, state } }: { broadcast: BroadcastDetails }) {
  const t = useBroadcastText();
  const client = useTRPCClient();
  const { act, busy } = useAdminAction();
  const steer = (step: BroadcastStep) =>
    act({
      input: { id, step },
      send: client.admin.steerBroadcast.mutate,
      done: t(done[step]),
      onDone: () => undefined,
    });
  const cancel = async () => {
    const isSure = await confirm({
      title: t('sureCancel.title'),
      message: t('sureCancel.message'),
      confirm: t('cancel'),
      cancel: t('sureCancel.keep'),
      destructive: true,
    });
    if (isSure) {
      await steer('cancel');
    }
  };
  if (state === 'finished' || state === 'cancelled') {
    return null;
  }
  return (
    <div className="flex g8 wrap">
      {state === 'running' && (
        <Button kind="soft" size="sm" busy={busy} onClick={() => void steer('pause')}>
          {t('pause')}
        </Button>
      )}
      {state === 'paused' && (
        <Button size="sm" busy={busy} onClick={() => void steer('resume')}>
          {t('resume')}
        </Button>
      )}
      <Button kind="bad" size="sm" busy={busy} onClick={() => void cancel()}>
        {t('cancel')}
      </Button>
    </div>
  );
}
