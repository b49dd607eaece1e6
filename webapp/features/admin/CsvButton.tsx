import Download from 'lucide-react/icons/download';
import { useState } from 'react';
import type { ExportedList } from '../../../shared/schemas/adminExport.ts';
import { errorSentence } from '../../api/appError.ts';
import { useTRPCClient } from '../../api/client.ts';
import { saveServed } from '../../domain/downloads.ts';
import { Button } from '../../ui/Button.tsx';
import { toast } from '../../ui/toasts.ts';
import { useAdminText } from './texts/useAdminText.ts';

/** Downloads the list with its current filters, as a file for a spreadsheet. */
export function CsvButton({ of }: { of: ExportedList }) {
  const t = useAdminText();
  const client = useTRPCClient();
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      const { url, fileName } = await client.admin.exportList.mutate({ of, timeZone });
      // Telegram may never report the result of its dialog.
      void saveServed(url, fileName);
    } catch (error) {
      toast(errorSentence(error), { kind: 'error' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button kind="gray" size="sm" icon={Download} busy={busy} onClick={() => void download()}>
      {t('csv')}
    </Button>
  );
}
