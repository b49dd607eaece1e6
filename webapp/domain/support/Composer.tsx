import SendHorizontal from 'lucide-react/icons/send-horizontal';
import { useId } from 'react';
import { hasVisibleText } from '../../../shared/visibleText.ts';
import { useOwnText } from '../../i18n/useText.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import './support.css';
import '../../ui/field.css';
import { en, ru } from './texts.ts';

/** From here on the characters that are left are shown. */
const SHOWS_LEFT = 200;

export interface ComposerProps {
  value: string;
  onChange: (value: string) => void;
  onSend: () => void;
  busy: boolean;
  /** The longest text, UTF-16 units. */
  max: number;
  placeholder: string;
}

/** Where a message is written; Enter makes a new line, the button sends. */
export function Composer({ value, onChange, onSend, busy, max, placeholder }: ComposerProps) {
  const t = useOwnText({ en, ru });
  const id = useId();
  const left = max - value.length;
  return (
    <div className="composer">
      <div className="field">
        <label className="vh" htmlFor={id}>
          {t('write')}
        </label>
        <textarea
          id={id}
          rows={Math.min(6, Math.max(1, value.split('\n').length))}
          maxLength={max}
          placeholder={placeholder}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        {left <= SHOWS_LEFT && (
          <span className="cap t2 num" role="status">
            {t('left', { count: left })}
          </span>
        )}
      </div>
      {busy ? (
        <span className="ibtn">
          <Spinner size={20} />
        </span>
      ) : (
        <IconButton
          icon={SendHorizontal}
          label={t('send')}
          filled
          disabled={!hasVisibleText(value)}
          onClick={onSend}
        />
      )}
    </div>
  );
}
