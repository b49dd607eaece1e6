import { useQuery } from '@tanstack/react-query';
import Check from 'lucide-react/icons/check';
import TicketPercent from 'lucide-react/icons/ticket-percent';
import X from 'lucide-react/icons/x';
import { type FormEvent, useState } from 'react';
import { errorSentence, toAppError } from '../../api/appError.ts';
import { useTRPC } from '../../api/client.ts';
import { usePromoText } from '../../domain/coins/promoMessages.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useSheet } from '../../ui/navigation/sheets.ts';
import { Tag } from '../../ui/Tag.tsx';
import { cleanCode } from './appliedPromo.ts';

export interface PromoRowProps {
  /** The code of the price query; null = none. */
  code: string | null;
  /** The discount; null while it is not known. */
  percent: number | null;
  /** Why it is refused. */
  error: unknown;
  busy: boolean;
  onApply: (code: string) => void;
  onRemove: () => void;
}

/**
 * The promo code of a purchase: typed, applied, or refused with its reason. A code that gives something other
 * than a discount says so, and is redeemed in its own sheet.
 */
export function PromoRow({ percent, ...rest }: PromoRowProps) {
  const { code, error, onRemove } = rest;
  return code && percent !== null && !error ? (
    <AppliedCode code={code} percent={percent} onRemove={onRemove} />
  ) : (
    <CodeForm {...rest} />
  );
}

interface AppliedCodeProps {
  code: string;
  percent: number;
  onRemove: () => void;
}

function AppliedCode({ code, percent, onRemove }: AppliedCodeProps) {
  const t = useText('topup');
  const f = useFormat();
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

function CodeForm({ code, error, busy, onApply, onRemove }: Omit<PromoRowProps, 'percent'>) {
  const t = useText('topup');
  const openPromo = useSheet('promo');
  const [text, setText] = useState(code ?? '');
  const answer = useAnswer(code, error);
  const isAsked = code !== null && cleanCode(text) === code;
  const { gift, refusal, help } = isAsked ? answer : noAnswer;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (gift) {
      openPromo({ code: gift.code });
    } else if (cleanCode(text)) {
      onApply(cleanCode(text));
    }
  };
  const apply = text && !refusal && (
    <Button kind="soft" size="sm" type="submit" busy={code !== null && (busy || answer.busy)}>
      {t(gift ? 'promo.take' : 'promo.apply')}
    </Button>
  );
  return (
    <form className="promo-row" onSubmit={submit}>
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
        state={refusal ? 'error' : gift ? 'good' : 'plain'}
        help={help}
        {...(apply && { trailing: apply })}
      />
    </form>
  );
}

const noAnswer = { gift: undefined, refusal: null, help: null };

/** The result of applying a code: a gift of another kind, or why the code can't be used. */
function useAnswer(code: string | null, error: unknown) {
  const t = useText('promo');
  const promoText = usePromoText();
  const query = useGift(code, error);
  if (error && query.data) {
    const help = t('separately', { gift: promoText.gift(query.data) });
    return { gift: query.data, refusal: null, help, busy: false };
  }
  const refusal = query.isFetching ? null : (query.error ?? error);
  const help = refusal ? errorSentence(refusal) : null;
  return { gift: undefined, refusal, help, busy: query.isFetching };
}

/** What a code gives that is no discount. */
function useGift(code: string | null, error: unknown) {
  const trpc = useTRPC();
  const enabled =
    code !== null && Boolean(error) && toAppError(error).code === 'PROMO_NOT_FOR_TOPUP';
  return useQuery(
    trpc.promo.preview.queryOptions({ code: code || '-' }, { enabled, retry: false, staleTime: 0 }),
  );
}
