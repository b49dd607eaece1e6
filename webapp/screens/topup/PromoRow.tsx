import Check from 'lucide-react/icons/check';
import TicketPercent from 'lucide-react/icons/ticket-percent';
import X from 'lucide-react/icons/x';
import { type FormEvent, useState } from 'react';
import { errorSentence } from '../../api/appError.ts';
import { Button, IconButton } from '../../components/Button.tsx';
import { Field } from '../../components/Field.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useFormat } from '../../strings/useFormat.ts';
import { useText } from '../../strings/useText.ts';
import { tidyCode } from './promoText.ts';

export interface PromoRowProps {
  /** The code the price is asked with; null = none. */
  code: string | null;
  /** What it takes off; null while that is not known. */
  percent: number | null;
  /** Why it is refused. */
  error: unknown;
  busy: boolean;
  onApply: (code: string) => void;
  onRemove: () => void;
}

/** The promo code of a purchase: typed, applied, or refused with its reason. */
export function PromoRow({ code, percent, error, busy, onApply, onRemove }: PromoRowProps) {
  const t = useText('topup');
  const f = useFormat();
  const [text, setText] = useState(code ?? '');
  if (code && percent !== null && !error) {
    return (
      <div className="field trail promo-on" role="status">
        <Icon icon={TicketPercent} size={20} />
        <b className="sub-m ell">{code}</b>
        <Tag kind="ok" icon={Check}>
          {f.discount(percent)}
        </Tag>
        <span className="grow" />
        <IconButton icon={X} label={t('promo.remove')} onClick={onRemove} />
      </div>
    );
  }
  const refused = error && tidyCode(text) === code;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (tidyCode(text)) {
      onApply(tidyCode(text));
    }
  };
  return (
    <form onSubmit={submit}>
      <Field
        icon={TicketPercent}
        label={t('promo.label')}
        placeholder={t('promo.label')}
        value={text}
        onChange={(value) => {
          setText(value);
          if (code) {
            onRemove();
          }
        }}
        maxLength={64}
        autoCapitalize="characters"
        spellCheck={false}
        enterKeyHint="done"
        state={refused ? 'error' : 'plain'}
        help={refused ? errorSentence(error) : null}
        {...(text && !refused
          ? {
              trailing: (
                <Button kind="soft" size="sm" type="submit" busy={busy && code !== null}>
                  {t('promo.apply')}
                </Button>
              ),
            }
          : {})}
      />
    </form>
  );
}
