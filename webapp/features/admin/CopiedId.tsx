import Copy from 'lucide-react/icons/copy';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/useText.ts';
import { copyText } from '../../telegram/links.ts';
import { Icon } from '../../ui/Icon.tsx';
import { toast } from '../../ui/toasts.ts';
import { useAdminText } from './texts/useAdminText.ts';

/** An id is no number: it is shown as its service writes it, and copied by a tap. */
export function CopiedId({ id, children }: { id: string; children: ReactNode }) {
  const t = useAdminText();
  const words = useText();
  const copy = async () => {
    if (await copyText(id)) {
      toast(words('copied'));
    }
  };
  return (
    <button
      type="button"
      className="admin-id"
      title={t('payments.copyId')}
      onClick={() => void copy()}
    >
      {children}
      <Icon icon={Copy} size={14} />
    </button>
  );
}
