import { useState } from 'react';
import { MAX_MESSAGE_LENGTH } from '../../../../shared/closedSets.ts';
import type { Language } from '../../../../shared/language.ts';
import type { AdminSupportMessage } from '../../../../shared/schemas/support.ts';
import { hasVisibleText } from '../../../../shared/visibleText.ts';
import { useTRPCClient } from '../../../api/client.ts';
import { Composer } from '../../../domain/support/Composer.tsx';
import { useClosingConfirmation } from '../../../telegram/behaviour.ts';
import { Button } from '../../../ui/Button.tsx';
import { Note } from '../../../ui/Note.tsx';
import { useAdminAction } from '../forms/useAdminAction.ts';
import { templates } from './templates.ts';
import '../../../domain/media/prompt.css';
import { useSupportText } from './useSupportText.ts';

interface ReplyProps {
  thread: { userId: number; name: string; language: Language; waiting: number };
  messages: readonly AdminSupportMessage[];
}

/** The reply: free text or a template; also closes a refund request where there is one. */
export function Reply({ thread, messages }: ReplyProps) {
  const t = useSupportText();
  const client = useTRPCClient();
  const { act, busy } = useAdminAction();
  const [text, setText] = useState('');
  useClosingConfirmation(text !== '');
  const { userId, name, language, waiting } = thread;
  const asked = messages.find(({ refund }) => refund === 'asked')?.context?.id;
  const send = (declinesRefund?: string) =>
    act({
      input: { userId, text: text.trim(), ...(declinesRefund && { declinesRefund }) },
      send: client.admin.supportReply.mutate,
      done: t('sent'),
      onDone: () => setText(''),
    });
  const close = () =>
    act({
      input: { userId },
      send: client.admin.supportClose.mutate,
      done: t('closed'),
      onDone: () => undefined,
    });
  return (
    <div className="stack" style={{ gap: 8 }}>
      <fieldset className="ex hscroll" aria-label={t('templates')}>
        {templates[language].map((one) => (
          <button key={one.name} type="button" onClick={() => setText(one.text)}>
            {one.name}
          </button>
        ))}
      </fieldset>
      <Composer
        value={text}
        onChange={setText}
        onSend={() => void send()}
        busy={busy}
        max={MAX_MESSAGE_LENGTH}
        placeholder={t('placeholder', { name })}
      />
      {asked && (
        <Note
          kind="act"
          action={
            <Button
              kind="gray"
              size="sm"
              disabled={!hasVisibleText(text)}
              busy={busy}
              onClick={() => void send(asked)}
            >
              {t('decline')}
            </Button>
          }
        >
          {t('declineNote')}
        </Note>
      )}
      {waiting > 0 && (
        <Button kind="plain" size="sm" busy={busy} onClick={() => void close()}>
          {t('close')}
        </Button>
      )}
    </div>
  );
}
