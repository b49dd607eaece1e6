import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import Info from 'lucide-react/icons/info';
import Trash2 from 'lucide-react/icons/trash-2';
import { Icon } from './Icon.tsx';
import { dismissToast, type Toast, useToast } from './toasts.ts';
import './toast.css';

const icons = {
  ok: { icon: CircleCheck, className: 'okc' },
  neutral: { icon: Info, className: '' },
  deleted: { icon: Trash2, className: '' },
  error: { icon: CircleAlert, className: 'badc' },
} as const satisfies Record<Toast['kind'], object>;

/** Shows the current toast, above the tab bar and everything else. */
export function ToastHost() {
  const toast = useToast();
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toast && <ToastView key={toast.id} toast={toast} />}
    </div>
  );
}

export function ToastView({ toast }: { toast: Omit<Toast, 'id'> }) {
  const { action } = toast;
  return (
    <div className="toast">
      <Icon size={20} {...icons[toast.kind]} />
      <span className="grow">{toast.text}</span>
      {action && (
        <button
          type="button"
          className="act"
          onClick={() => {
            dismissToast();
            action.onClick();
          }}
        >
          {action.text}
        </button>
      )}
    </div>
  );
}
