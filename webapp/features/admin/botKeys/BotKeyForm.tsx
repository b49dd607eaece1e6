import { useId, useState } from 'react';
import { hasVisibleText } from '../../../../shared/visibleText.ts';
import { useTRPCClient } from '../../../api/client.ts';
import { copyText } from '../../../telegram/links.ts';
import { Button } from '../../../ui/Button.tsx';
import { Switch } from '../../../ui/Choice.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Note } from '../../../ui/Note.tsx';
import { toast } from '../../../ui/toasts.ts';
import { ReasonField } from '../forms/ReasonField.tsx';
import { Submit } from '../forms/Submit.tsx';
import { useAdminAction } from '../forms/useAdminAction.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { useBotKeyText } from './texts.ts';

const BOT_NAME = /^[a-z][a-z0-9_-]{0,31}$/;

/** Creates a key and shows it once. `bots` are the known bots. */
export function BotKeyForm({ bots }: { bots: readonly string[] }) {
  const t = useBotKeyText();
  const common = useAdminText();
  const client = useTRPCClient();
  const { act, busy } = useAdminAction();
  const list = useId();
  const [botName, setBotName] = useState(bots[0] ?? '');
  const [trusted, setTrusted] = useState(false);
  const [reason, setReason] = useState('');
  /** Undefined until it is created; null when an earlier response contained it. */
  const [key, setKey] = useState<string | null>();
  const wrong = botName !== '' && !BOT_NAME.test(botName);
  if (key !== undefined) {
    return <Made secret={key} />;
  }
  const submit = async () => {
    let made: string | null = null;
    await act({
      input: { botName, trusted, reason: reason.trim() },
      send: async (input) => {
        made = (await client.admin.createBotKey.mutate(input)).key;
      },
      // A toast would cover the key, which is shown only once.
      done: null,
      onDone: () => setKey(made),
    });
  };
  return (
    <div className="stack admin-form">
      <Field
        label={t('bot')}
        showLabel
        maxLength={32}
        list={list}
        value={botName}
        state={wrong ? 'error' : 'plain'}
        help={wrong ? t('botHelp') : null}
        trailing={<span />}
        onChange={setBotName}
      />
      <datalist id={list}>
        {bots.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <div className="admin-flag">
        <span>{t('trusted')}</span>
        <Switch label={t('trusted')} on={trusted} onChange={setTrusted} />
      </div>
      <ReasonField
        label={common('reason.label')}
        ready={[t('reasons.connect'), t('reasons.replace')]}
        value={reason}
        onChange={setReason}
      />
      <Submit
        text={t('createSubmit')}
        enabled={BOT_NAME.test(botName) && hasVisibleText(reason)}
        busy={busy}
        onClick={() => void submit()}
      />
    </div>
  );
}

function Made({ secret }: { secret: string | null }) {
  const t = useBotKeyText();
  if (secret === null) {
    return <Note kind="bad">{t('gone')}</Note>;
  }
  const copy = async () => {
    if (await copyText(secret)) {
      toast(t('copied'));
    }
  };
  return (
    <div className="stack admin-form">
      <Note kind="ok">{t('once')}</Note>
      <p className="mono admin-key">{secret}</p>
      <Button wide onClick={() => void copy()}>
        {t('copy')}
      </Button>
    </div>
  );
}
