import Copy from 'lucide-react/icons/copy';
import type { ReactNode } from 'react';
import { useText } from '../i18n/useText.ts';
import { Guilloche } from './Guilloche.tsx';
import { Icon, type IconType } from './Icon.tsx';
import './note.css';
import { toast } from './toasts.ts';

export interface FullPageStateProps {
  icon: IconType;
  title: string;
  text: string;
  /** Buttons; none when the MainButton is used. */
  children?: ReactNode;
  /** A small line: an id, a kept draft. */
  small?: string | undefined;
  /** The request's id, copied with a tap. */
  code?: string | null | undefined;
}

/** Shown instead of a page: what happened, whether coins were charged, and what to do. */
export function FullPageState({ icon, title, text, children, small, code }: FullPageStateProps) {
  const t = useText();
  return (
    <div className="full-state" role="alert">
      <div className="empty">
        <div className="seal">
          <Guilloche />
          <span>
            <Icon icon={icon} size={28} />
          </span>
        </div>
        <h1 className="h2">{title}</h1>
        <p>{text}</p>
        {children}
        {small && <p className="cap t2 num">{small}</p>}
        {code && (
          <button
            type="button"
            className="code cap t2 num"
            onClick={async () => {
              const { copyText } = await import('../telegram/links.ts');
              if (await copyText(code)) {
                toast(t('copied'));
              }
            }}
          >
            {t('error.code', { code: code.slice(0, 8).toUpperCase() })}
            <Icon icon={Copy} size={14} />
            <span className="vh">{t('actions.copyCode')}</span>
          </button>
        )}
      </div>
    </div>
  );
}
