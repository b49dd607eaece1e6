import { useState } from 'react';
import { errorSentence } from '../../../api/appError.ts';
import { useTRPCClient } from '../../../api/client.ts';
import { requestId } from '../../../api/requestId.ts';
import { Button } from '../../../ui/Button.tsx';
import { Note } from '../../../ui/Note.tsx';
import { toast } from '../../../ui/toasts.ts';
import type { SavingProps } from './savedBroadcast.ts';
import { useBroadcastText } from './texts.ts';

/** Sends the draft to the admin alone, and shows Telegram's response. */
export function TestButton({ enabled, save, settle }: SavingProps) {
  const t = useBroadcastText();
  const client = useTRPCClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function test(): Promise<void> {
    setBusy(true);
    setRefusal(null);
    try {
      const saved = await save();
      if (saved) {
        const input = { requestId: requestId(), id: saved.id };
        const { result, detail } = await client.admin.testBroadcast.mutate(input);
        if (result === 'sent') {
          toast(t('tested'));
          settle(saved);
        } else {
          const said = result === 'not_allowed' ? 'testNotAllowed' : 'testRefused';
          setRefusal(t(said, { detail: detail ?? '' }));
        }
      }
    } catch (error) {
      toast(errorSentence(error), { kind: 'error' });
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      <Button kind="soft" size="sm" disabled={!enabled} busy={busy} onClick={() => void test()}>
        {t('test')}
      </Button>
      {refusal && <Note kind="bad">{refusal}</Note>}
    </>
  );
}
