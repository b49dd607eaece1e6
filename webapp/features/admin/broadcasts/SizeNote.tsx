import type { BroadcastSize } from '../../../../shared/schemas/broadcasts.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Note } from '../../../ui/Note.tsx';
import { QueryError } from '../../../ui/QueryError.tsx';
import { useBroadcastText } from './texts.ts';

interface SizeNoteProps {
  size: { data: BroadcastSize | undefined; error: unknown; refetch: () => unknown };
}

/** The number of recipients, before anything is sent, and why others are left out. */
export function SizeNote({ size: { data, error, refetch } }: SizeNoteProps) {
  const t = useBroadcastText();
  const f = useFormat();
  if (!data) {
    return error ? (
      <QueryError error={error} onRetry={() => void refetch()} />
    ) : (
      <Note>{t('size.counting')}</Note>
    );
  }
  const { recipients } = data;
  const rest = {
    matching: f.number(data.matching),
    declined: f.number(data.declined),
    unreachable: f.number(data.unreachable),
  };
  return (
    <Note kind={recipients > 0 ? 'act' : 'bad'}>
      <b>{recipients > 0 ? t('size.gets', { count: recipients }) : t('size.nobody')}</b>
      <br />
      {t('size.rest', rest)}
    </Note>
  );
}
