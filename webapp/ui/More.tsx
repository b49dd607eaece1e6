import ChevronRight from 'lucide-react/icons/chevron-right';
import { Icon } from './Icon.tsx';
import { push } from './navigation/history.ts';

/** The small link beside a section's title. */
export function More({ text, to, onClick }: { text: string; to?: string; onClick?: () => void }) {
  return (
    <button type="button" className="more num" onClick={onClick ?? (() => to && void push(to))}>
      {text}
      <Icon icon={ChevronRight} size={16} />
    </button>
  );
}
